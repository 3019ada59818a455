package discord

import (
	"context"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// routes keeps Discord's rate limits: one request at a time on a route, in turn, and none while Discord wants none. The
// library's own limiter sleeps whatever its caller's context says, never forgets a route, and lets other routes go on
// during a global limit; each request gets a fresh one that limits nothing.
type routes struct {
	now func() time.Time
	all *rate.Limiter

	mu     sync.Mutex
	byName map[string]*route
	global time.Time // until when nothing may be sent
}

// route is what is known of one route.
type route struct {
	turn  chan struct{} // holds one element while somebody sends
	users int           // who wait or send; the rest is kept while there are any, or a limit
	left  int
	reset time.Time
}

func newRoutes(now func() time.Time) *routes {
	return &routes{now: now, all: rate.NewLimiter(maxPerSecond-5, maxPerSecond-5), byName: map[string]*route{}}
}

// enter waits for a turn on a route; leave ends it.
func (s *routes) enter(ctx context.Context, name string) (*route, error) {
	s.mu.Lock()
	r := s.byName[name]
	if r == nil {
		r = &route{turn: make(chan struct{}, 1), left: 1}
		s.byName[name] = r
	}
	r.users++
	s.mu.Unlock()
	select {
	case r.turn <- struct{}{}:
	case <-ctx.Done():
		s.forget(name, r)
		return nil, ctx.Err()
	}
	if err := s.wait(ctx, r); err != nil {
		<-r.turn
		s.forget(name, r)
		return nil, err
	}
	return r, nil
}

// wait waits until the route and the bot as a whole may send.
func (s *routes) wait(ctx context.Context, r *route) error {
	for {
		s.mu.Lock()
		until := s.global
		if r.left < 1 && r.reset.After(until) {
			until = r.reset
		}
		s.mu.Unlock()
		d := until.Sub(s.now())
		if d <= 0 {
			return s.all.Wait(ctx)
		}
		if err := sleep(ctx, d); err != nil {
			return err
		}
	}
}

// note takes in what an answer says of the limits. A refusal stops the route, or everything, for a while.
func (s *routes) note(r *route, a answer, refused time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	if after := a.header.Get("X-RateLimit-Reset-After"); after != "" {
		r.reset = now.Add(seconds(after, 0))
		r.left = 1
		if a.header.Get("X-RateLimit-Remaining") == "0" {
			r.left = 0
		}
	}
	if refused > 0 {
		r.left, r.reset = 0, now.Add(refused)
		if isGlobal(a.header) {
			s.global = r.reset
		}
	}
}

// isGlobal tells whether all routes are meant (topics/rate-limits, "Exceeding A Rate Limit").
func isGlobal(h http.Header) bool {
	return h.Get("X-RateLimit-Global") != "" || h.Get("X-RateLimit-Scope") == "global"
}

// leave lets the next one have its turn.
func (s *routes) leave(name string, r *route) {
	<-r.turn
	s.forget(name, r)
}

// forget drops what is known of a route that nobody uses, unless a limit is in force.
func (s *routes) forget(name string, r *route) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r.users--
	now := s.now()
	if r.users == 0 && (r.left > 0 || !r.reset.After(now)) {
		delete(s.byName, name)
	}
	if len(s.byName) > manyRoutes {
		for n, x := range s.byName {
			if x.users == 0 && !x.reset.After(now) {
				delete(s.byName, n)
			}
		}
	}
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
