package link

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// routes keeps Discord's rate limits: one request at a time on a route, in turn, and none while Discord wants none. The
// library's own limiter sleeps whatever its caller's context says, never forgets a route, and lets other routes go on
// during a global limit; each request gets a fresh one that limits nothing.
//
// What is urgent waits for no turn, has one of each route's requests kept for it, and comes first in the bot's own pace. It waits
// only where Discord itself wants that.
type routes struct {
	now func() time.Time
	all *pacer // of all routes together

	mu     sync.Mutex
	byName map[string]*route
	global time.Time // until when nothing may be sent
}

// How many requests there may be, in a second and at once. Within one second there may be both together, which is less by ten
// than what Discord takes: what left in one second may arrive in the next.
const pacePerSecond, paceAtOnce = MaxPerSecond - 15, 5

// route is what is known of one route.
type route struct {
	turn   chan struct{} // holds one element while somebody sends who is not urgent
	users  int           // who wait or send; the rest is kept while there are any, or a limit
	limit  int           // requests that Discord takes in a window; 0 while it has not told
	left   int           // of them in this one
	reset  time.Time     // the window's end
	barred time.Time     // until when Discord has refused
}

func newRoutes(perSecond int, now func() time.Time) *routes {
	return &routes{now: now, all: newPacer(perSecond, paceAtOnce, time.Now), byName: map[string]*route{}}
}

// enter waits until a request may be made on a route; leave is called when it was made.
func (s *routes) enter(ctx context.Context, name string, urgent bool) (r *route, leave func(), err error) {
	s.mu.Lock()
	if r = s.byName[name]; r == nil {
		r = &route{turn: make(chan struct{}, 1), left: 1}
		s.byName[name] = r
	}
	r.users++
	s.mu.Unlock()
	leave = func() { s.forget(name, r) }
	if !urgent {
		select {
		case r.turn <- struct{}{}:
		case <-ctx.Done():
			leave()
			return nil, nil, ctx.Err()
		}
		leave = func() {
			<-r.turn
			s.forget(name, r)
		}
	}
	if err := s.wait(ctx, r, urgent); err != nil {
		leave()
		return nil, nil, err
	}
	return r, leave, nil
}

// wait waits until the route and the bot as a whole may send.
func (s *routes) wait(ctx context.Context, r *route, urgent bool) error {
	for d := s.take(r, urgent); d > 0; d = s.take(r, urgent) {
		if err := sleep(ctx, d); err != nil {
			return err
		}
	}
	return s.all.wait(ctx, urgent)
}

// take takes one of the requests that a route has left, or tells how long there is none. The last one of several is for
// what is urgent.
func (s *routes) take(r *route, urgent bool) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	until, spare := s.global, 0
	if r.barred.After(until) {
		until = r.barred
	}
	if !urgent && r.limit > 1 {
		spare = 1
	}
	if r.left <= spare && r.reset.After(until) {
		until = r.reset
	}
	if d := until.Sub(now); d > 0 {
		return d
	}
	if !r.reset.After(now) { // a new window, of which the answer will tell
		r.left = max(r.limit, 1)
	}
	r.left--
	return 0
}

// note takes in what an answer says of the limits. A refusal stops the route, or everything, for a while.
func (s *routes) note(r *route, a answer, refused time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	if after := a.header.Get("X-RateLimit-Reset-After"); after != "" {
		reset := now.Add(seconds(after, 0))
		left := count(a.header.Get("X-RateLimit-Remaining"), enough)
		if r.reset.After(now) && reset.Sub(r.reset) < sameWindow { // answers overtake each other
			left = min(left, r.left)
		}
		r.limit, r.left, r.reset = count(a.header.Get("X-RateLimit-Limit"), r.limit), left, reset
	}
	if refused > 0 {
		r.barred = now.Add(min(refused, longestLimit))
		if isGlobal(a.header) {
			s.global = r.barred
		}
	}
}

// Bounds of what is believed of a limit.
const (
	longestLimit = 15 * time.Minute       // of a wait; who comes too early is told again
	sameWindow   = 500 * time.Millisecond // by which the end of a window may differ in two answers
	enough       = 2                      // requests left, when an answer tells no number of them
)

// count reads a number of requests.
func count(s string, otherwise int) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return otherwise
	}
	return n
}

// isGlobal tells whether all routes are meant (topics/rate-limits, "Exceeding A Rate Limit").
func isGlobal(h http.Header) bool {
	return h.Get("X-RateLimit-Global") != "" || h.Get("X-RateLimit-Scope") == "global"
}

// forget drops what is known of a route that nobody uses, unless a limit is in force.
func (s *routes) forget(name string, r *route) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.users--
	now := s.now()
	if r.idle(now) {
		delete(s.byName, name)
	}
	if len(s.byName) > manyRoutes {
		for n, x := range s.byName {
			if x.idle(now) {
				delete(s.byName, n)
			}
		}
	}
}

// idle tells whether nothing need be known of a route.
func (r *route) idle(now time.Time) bool {
	return r.users == 0 && !r.reset.After(now) && !r.barred.After(now)
}

// manyRoutes is when routes whose limits have run out are looked for.
const manyRoutes = 1000

// sleep waits, or ends with the context. It does not begin a wait that the context cannot outlast.
func sleep(ctx context.Context, d time.Duration) error {
	if end, ok := ctx.Deadline(); ok && time.Until(end) < d {
		return context.DeadlineExceeded
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
