package wire

import (
	"context"
	"maps"
	"math/rand/v2"
	"sync"
	"time"
)

// Mishap is something that can go wrong, with a size from 1 to 3 where that means something.
type Mishap struct {
	Name string
	Do   func(c *Chaos, size int)
}

// Chaos makes one thing after another go wrong until it is stopped.
type Chaos struct {
	server *Server
	every  time.Duration
	heal   func()
	ctx    context.Context // ends with Stop
	stop   context.CancelFunc
	ended  chan struct{}

	mu     sync.Mutex
	played map[string]int
}

// StartChaos begins with mishaps, one about every so often; the same seed brings the same in the same order. Heal mends
// at the end what is still broken.
func (s *Server) StartChaos(seed uint64, every time.Duration, all []Mishap, heal func()) *Chaos {
	c := &Chaos{server: s, every: every, heal: heal, ended: make(chan struct{}), played: map[string]int{}}
	c.ctx, c.stop = context.WithCancel(context.Background())
	go c.run(rand.New(rand.NewPCG(seed, seed)), all)
	return c
}

func (c *Chaos) run(random *rand.Rand, all []Mishap) {
	defer close(c.ended)
	defer c.heal()
	for c.server.Pause(c.ctx, c.every/2+time.Duration(random.Int64N(int64(c.every)))) {
		m := all[random.IntN(len(all))]
		m.Do(c, 1+random.IntN(3))
		c.mu.Lock()
		c.played[m.Name]++
		c.mu.Unlock()
	}
}

// During breaks something for half the time between two mishaps.
func (c *Chaos) During(broken, whole func()) {
	broken()
	c.server.Pause(c.ctx, c.every/2)
	whole()
}

// Stop ends the mishaps, heals what is still broken and returns how often each kind was played.
func (c *Chaos) Stop() map[string]int {
	c.stop()
	<-c.ended
	return c.Played()
}

// Played is how often each kind of mishap was played by now.
func (c *Chaos) Played() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.played)
}
