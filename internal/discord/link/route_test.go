package link

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	fakediscord "backtalk/internal/fake/discord"
)

// ordinary posts n replies in the background, each with a nonce of its own, and returns what ends them.
func (w *world) ordinary(n int) (end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var posting sync.WaitGroup
	for range n {
		posting.Go(func() { _ = w.post(ctx, "") })
	}
	return func() { cancel(); posting.Wait() }
}

// waiting is how many requests are under way or wait on the route on which replies are posted.
func (w *world) waiting() int {
	s := w.routes
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.byName["POST /channels/"+w.room.ID+"/messages"]; r != nil {
		return r.users
	}
	return 0
}

// TestWarningPassesAHangingPost: a post that hangs for ever, and what waits behind it, hold no warning up.
func TestWarningPassesAHangingPost(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.server.Fail(fakediscord.RESTFault{Method: "POST", Path: "/messages", Times: 1, Delay: time.Hour})
	defer w.ordinary(30)()
	w.until("the posts do not wait", func() bool { return w.waiting() == 30 && w.server.Counts().Faulty == 1 })
	t.Logf("behind a post that hangs: %s", w.warn("a-warning"))
	if n := len(w.server.ByBot()); n != 1 {
		t.Errorf("got %d posts, want the warning alone", n)
	}
}

// TestOneIsKept: ordinary posts leave one request of a channel's limit, so that a warning goes at once; and nobody is refused.
func TestOneIsKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.server.SetBucket(5, soon) // what waits for the next window waits longer than this test
	defer w.ordinary(30)()
	w.server.Until(soon, func() bool { return len(w.server.ByBot()) >= 4 })
	w.until("the others do not wait", func() bool { return w.waiting() == 26 })
	t.Logf("behind 30 replies in its channel: %s", w.warn("a-warning"))
	if n := len(w.server.ByBot()); n != 5 {
		t.Errorf("got %d posts, want four and the warning", n)
	}
	if n := w.server.Counts().TooMany; n != 0 {
		t.Errorf("got %d refusals", n)
	}
}

// TestWarningPassesThePace: the bot's own pace has a warning come first.
func TestWarningPassesThePace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	pace := w.routes.all
	pace.mu.Lock()
	pace.full = pace.now().Add(time.Hour) // nothing may be sent for long
	pace.mu.Unlock()
	tired, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if err := w.post(tired, ""); err == nil {
		t.Error("an ordinary reply was posted without a pace to post at")
	}
	pace.mu.Lock()
	pace.full = pace.now()
	pace.mu.Unlock()
	w.warn("a-warning")
}

// TestPace: what is ordinary and what is urgent are together no more than Discord takes in any second, in the order of coming,
// what is urgent first; who no longer waits takes nothing from the others.
func TestPace(t *testing.T) {
	t.Parallel()
	if pacePerSecond+paceAtOnce > MaxPerSecond-5 {
		t.Errorf("up to %d requests in a second", pacePerSecond+paceAtOnce)
	}
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(10, 2, time.Now)
		begun := time.Now()
		var mu sync.Mutex
		var got []string
		wait := func(ctx context.Context, name string, urgent bool) {
			go func() {
				if p.wait(ctx, urgent) != nil {
					name += " left"
				}
				mu.Lock()
				defer mu.Unlock()
				got = append(got, fmt.Sprint(name, " ", time.Since(begun).Milliseconds()))
			}()
			synctest.Wait()
		}
		tired, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		wait(t.Context(), "a", false)
		wait(t.Context(), "b", false)
		wait(t.Context(), "c", false)
		wait(tired, "d", false)
		wait(t.Context(), "e", false)
		wait(t.Context(), "danger", true)
		time.Sleep(time.Second)
		synctest.Wait()
		if want := "[a 0 b 0 d left 50 danger 100 c 200 e 300]"; fmt.Sprint(got) != want {
			t.Errorf("got %v, want %s", got, want)
		}
	})
}

// TestRoutesAreForgotten: what is known of limits does not grow with the number of interactions and channels.
func TestRoutesAreForgotten(t *testing.T) {
	t.Parallel()
	now := time.Now()
	r := newRoutes(pacePerSecond, func() time.Time { return now })
	for i := range 3000 {
		name := "POST /channels/" + string(rune('a'+i%26)) + strings.Repeat("x", i/26)
		x, leave, err := r.enter(context.Background(), name, false)
		if err != nil {
			t.Fatal(err)
		}
		a := answer{header: http.Header{}}
		a.header.Set("X-RateLimit-Remaining", "0")
		a.header.Set("X-RateLimit-Reset-After", "0.5")
		r.note(x, a, 0)
		leave()
		now = now.Add(time.Millisecond)
		r.all.every = 0
	}
	if n := len(r.byName); n > manyRoutes+1 {
		t.Errorf("got %d routes after 3000, want at most %d", n, manyRoutes)
	}
}

// told is an answer with what Discord says of a limit.
func told(limit, left, after string) answer {
	h := http.Header{}
	h.Set("X-RateLimit-Limit", limit)
	h.Set("X-RateLimit-Remaining", left)
	h.Set("X-RateLimit-Reset-After", after)
	return answer{status: 200, header: h}
}

// TestTake: who may go on a route, and how long the others wait.
func TestTake(t *testing.T) {
	t.Parallel()
	now := time.Now()
	tests := []struct {
		name           string
		before         []answer
		refused        time.Duration
		later          time.Duration // than the answers
		normal, urgent time.Duration
	}{
		{"nothing known", nil, 0, 0, 0, 0},
		{"two left", []answer{told("5", "2", "4")}, 0, 0, 0, 0},
		{"one left", []answer{told("5", "1", "4")}, 0, 0, 4 * time.Second, 0},
		{"one left of one", []answer{told("1", "1", "4")}, 0, 0, 0, 0},
		{"none left", []answer{told("5", "0", "4")}, 0, 0, 4 * time.Second, 4 * time.Second},
		{"none left before", []answer{told("5", "0", "4")}, 0, 5 * time.Second, 0, 0},
		{"an answer overtaken by one that took more", []answer{told("5", "1", "4"), told("5", "3", "4")}, 0, 0, 4 * time.Second, 0},
		{"another window", []answer{told("5", "1", "0.1"), told("5", "4", "5")}, 0, 0, 0, 0},
		{"refused", []answer{told("5", "3", "4")}, 3 * time.Second, 0, 3 * time.Second, 3 * time.Second},
		{"refused, and answered after that", []answer{told("5", "0", "4"), told("5", "3", "9")}, 3 * time.Second, 0, 3 * time.Second, 3 * time.Second},
		{"no number left", []answer{told("5", "x", "4")}, 0, 0, 0, 0},
		{"less than none left", []answer{told("5", "-1", "4")}, 0, 0, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, hurry := range []bool{false, true} {
				at := now
				s := newRoutes(pacePerSecond, func() time.Time { return at })
				r := &route{left: 1}
				for i, a := range tt.before {
					refused := time.Duration(0)
					if i == 0 {
						refused = tt.refused
					}
					s.note(r, a, refused)
				}
				at = now.Add(tt.later)
				want := tt.normal
				if hurry {
					want = tt.urgent
				}
				if got := s.take(r, hurry); max(got, 0) != want {
					t.Errorf("urgent %v: got a wait of %s, want %s", hurry, got, want)
				}
			}
		})
	}
}

// TestLimitForAll: a limit for all holds for warnings.
func TestLimitForAll(t *testing.T) {
	t.Parallel()
	s := newRoutes(pacePerSecond, time.Now)
	s.global = time.Now().Add(time.Hour)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if _, _, err := s.enter(ctx, "POST /x", true); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want that a limit for all holds for warnings", err)
	}
}

// FuzzLimits: whatever Discord, or something between, says of a limit, a wait is not negative and has a bound, and no route
// is closed for longer than that.
func FuzzLimits(f *testing.F) {
	f.Add("5", "0", "4.2", "3", "global", int64(1000))
	f.Add("x", "-1", "NaN", "Inf", "user", int64(-1))
	f.Add("", "99999999999999999999", "1e400", "-0", "", int64(1<<62))
	f.Add("0", "0", "1e300", "1e6", "shared", int64(0))
	f.Fuzz(func(t *testing.T, limit, left, after, retry, scope string, refused int64) {
		for _, s := range []string{after, retry} {
			for _, otherwise := range []time.Duration{0, defaultWait} {
				if d := seconds(s, otherwise); d < 0 || d > longestLimit {
					t.Errorf("%q: got a wait of %s", s, d)
				}
			}
		}
		now := time.Now()
		s := newRoutes(pacePerSecond, func() time.Time { return now })
		r := &route{left: 1}
		a := told(limit, left, after)
		a.header.Set("X-RateLimit-Scope", scope)
		for range 3 {
			s.note(r, a, time.Duration(refused))
			for _, hurry := range []bool{false, true} {
				if d := s.take(r, hurry); d > longestLimit {
					t.Errorf("a wait of %s", d)
				}
			}
		}
		now = now.Add(longestLimit)
		for _, hurry := range []bool{false, true, false} {
			if d := s.take(r, hurry); d > 0 {
				t.Errorf("urgent %v: the route is closed for %s more", hurry, d)
			}
		}
	})
}
