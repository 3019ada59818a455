package fakeslack

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"time"
)

// Chaos brings in a fault every now and then, for a soak, until Stop.
type Chaos struct {
	s    *Server
	stop chan struct{}
	wg   sync.WaitGroup

	mu   sync.Mutex
	done map[string]int
	at   []time.Time
}

// Chaos starts to bring in a random fault about every so often. The same seed brings the same faults in the same order.
func (s *Server) Chaos(seed uint64, every time.Duration) *Chaos {
	c := &Chaos{s: s, stop: make(chan struct{}), done: map[string]int{}}
	r := rand.New(rand.NewPCG(seed, 0xBAC))
	c.wg.Go(func() {
		for {
			t := time.NewTimer(every/2 + time.Duration(r.Int64N(int64(every)+1)))
			select {
			case <-c.stop:
				t.Stop()
				return
			case <-t.C:
				c.play(r)
			}
		}
	})
	return c
}

// Stop ends the faults and returns how often each kind was brought in.
func (c *Chaos) Stop() map[string]int {
	close(c.stop)
	c.wg.Wait()
	c.s.Heal()
	return c.Played()
}

// Played is how often each kind of fault was brought in by now.
func (c *Chaos) Played() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := map[string]int{}
	for k, v := range c.done {
		out[k] = v
	}
	return out
}

func (c *Chaos) play(r *rand.Rand) {
	all := c.faults()
	f := all[r.IntN(len(all))]
	f.play(1 + r.IntN(3))
	c.mu.Lock()
	c.done[f.name]++
	c.at = append(c.at, time.Now())
	c.mu.Unlock()
}

// kind is a kind of fault with a size from 1 to 3.
type kind struct {
	name string
	play func(n int)
}

func (c *Chaos) faults() []kind {
	s := c.s
	web := func(name, method string, f func(n int) Fault) kind {
		return kind{fmt.Sprintf("%s: %s", method, name), func(n int) { s.Fail(method, n, f(n)) }}
	}
	fixed := func(f Fault) func(int) Fault { return func(int) Fault { return f } }
	out := []kind{
		{"refresh of all connections", func(int) { s.Disconnect("refresh_requested") }},
		{"refresh of the oldest connection", func(int) { s.DisconnectOldest("refresh_requested") }},
		{"warning", func(int) { s.DisconnectOldest("warning") }},
		{"TCP cut", func(int) { s.Cut() }},
		{"lost acks", s.LoseAcks},
		{"doubled events", s.Double},
		{"mention first", func(int) { s.Twins(MentionFirst) }},
		{"message first", func(int) { s.Twins(MessageFirst) }},
		{"twins in any order", func(int) { s.Twins(AnyOrder) }},
		{"unknown event", func(int) { s.Team().SendUnknownEvent() }},
		{"odd frame", func(n int) { _ = s.SendFrame(OddFrames()[n]) }},
		{"storm", c.storm},
		web("refused", "apps.connections.open", fixed(Refused("internal_error"))),
		web("limited", "apps.connections.open", fixed(RateLimited(1))),
	}
	for _, method := range []string{"chat.postMessage", "chat.update", ""} {
		out = append(out,
			web("slow", method, func(n int) Fault { return Slow(time.Duration(n) * 200 * time.Millisecond) }),
			web("slow after", method, func(n int) Fault { return SlowAfter(time.Duration(n) * 200 * time.Millisecond) }),
			web("429", method, fixed(RateLimited(1))),
			web("503", method, fixed(Status(503))),
			web("page", method, fixed(HTML())),
			web("cut before", method, fixed(CutBefore())),
			web("cut after", method, fixed(CutAfter())),
			web("504 after", method, fixed(FailedAfter(504))),
			web("garbage", method, fixed(Garbage())))
	}
	return out
}

// storm greets and sends away for a moment.
func (c *Chaos) storm(n int) {
	c.s.Storm("too_many_websockets")
	c.s.DisconnectOldest("too_many_websockets")
	t := time.NewTimer(time.Duration(n) * 300 * time.Millisecond)
	defer t.Stop()
	select {
	case <-t.C:
	case <-c.stop:
	}
	c.s.Storm("")
}
