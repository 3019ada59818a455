package fakediscord

import (
	"math/rand/v2"
	"time"
)

// Chaos makes one thing after another go wrong until it is stopped.
type Chaos struct {
	// Every is the mean time between two faults; a second when it is 0.
	Every time.Duration
	// Log is told of each fault; nil for nobody.
	Log func(fault string)
	// Kill is one more fault, such as killing the program under test and starting it again; nil for none.
	Kill func()

	server *Server
	random *rand.Rand
	stop   chan struct{}
	ended  chan struct{}
	done   int
}

// StartChaos begins with faults; the same seed gives the same faults in the same order.
func (s *Server) StartChaos(seed uint64, c Chaos) *Chaos {
	run := c
	run.server, run.random, run.stop = s, rand.New(rand.NewPCG(seed, seed)), make(chan struct{})
	run.ended = make(chan struct{})
	if run.Every == 0 {
		run.Every = time.Second
	}
	go run.run()
	return &run
}

// Stop ends the faults, heals what is still broken and returns how many there were.
func (c *Chaos) Stop() int {
	close(c.stop)
	<-c.ended
	return c.done
}

func (c *Chaos) run() {
	defer close(c.ended)
	faults := c.faults()
	defer c.heal()
	for {
		wait := c.Every/2 + time.Duration(c.random.Int64N(int64(c.Every)))
		select {
		case <-time.After(wait):
		case <-c.stop:
			return
		case <-c.server.done:
			return
		}
		f := faults[c.random.IntN(len(faults))]
		if c.Log != nil {
			c.Log(f.name)
		}
		f.do()
		c.done++
	}
}

func (c *Chaos) heal() {
	s := c.server
	s.HealREST()
	s.StopAcks(false)
	s.Silence(false)
	s.RefuseGateway(0)
	s.DuplicateEvents(0)
	s.ReorderEvents(0)
	s.ReconnectAfterHello(0)
}

// during breaks something for a part of the time between two faults.
func (c *Chaos) during(broken, whole func()) {
	broken()
	select {
	case <-time.After(c.Every / 2):
	case <-c.stop:
	case <-c.server.done:
	}
	whole()
}

type chaosFault struct {
	name string
	do   func()
}

func (c *Chaos) faults() []chaosFault {
	s := c.server
	rest := func(f RESTFault) func() {
		return func() { c.during(func() { s.Fail(f) }, s.HealREST) }
	}
	faults := []chaosFault{
		{"op 7", s.SendReconnect},
		{"op 7 after hello", func() { s.ReconnectAfterHello(1); s.Cut() }},
		{"op 9 resumable", func() { s.InvalidateSessions(true) }},
		{"op 9", func() { s.InvalidateSessions(false) }},
		{"cut", s.Cut},
		{"close 4000", func() { s.CloseGateway(4000) }},
		{"close 1001", func() { s.CloseGateway(1001) }},
		{"close 4009", func() { s.CloseGateway(4009) }},
		{"gateway refused", func() { c.during(func() { s.RefuseGateway(503); s.Cut() }, func() { s.RefuseGateway(0) }) }},
		{"gateway silent", func() { c.during(func() { s.Silence(true) }, func() { s.Silence(false) }) }},
		{"no heartbeat acks", func() { c.during(func() { s.StopAcks(true) }, func() { s.StopAcks(false) }) }},
		{"duplicates", func() { s.DuplicateEvents(5) }},
		{"reordering", func() { c.during(func() { s.ReorderEvents(4) }, func() { s.ReorderEvents(0) }) }},
		{"malformed frame", s.SendMalformed},
		{"oversized event", func() { s.SendOversized(200_000) }},
		{"429", rest(RESTFault{Status: 429, RetryAfter: 200 * time.Millisecond, Times: 3})},
		{"global 429", rest(RESTFault{Status: 429, RetryAfter: 300 * time.Millisecond, Global: true, Times: 2})},
		{"429 page", rest(RESTFault{Status: 429, HTML: true, RetryAfter: time.Second, Times: 2})},
		{"500", rest(RESTFault{Status: 500, Times: 2})},
		{"502", rest(RESTFault{Status: 502, Times: 2})},
		{"503", rest(RESTFault{Status: 503, HTML: true, Times: 2})},
		{"504", rest(RESTFault{Status: 504, Times: 2})},
		{"slow", rest(RESTFault{Delay: 300 * time.Millisecond, Times: 3})},
		{"slow answer", rest(RESTFault{DelayAfter: 300 * time.Millisecond, Times: 3})},
		{"cut before", rest(RESTFault{CutBefore: true, Times: 2})},
		{"cut in the middle", rest(RESTFault{CutMiddle: true, Method: "POST", Times: 2})},
		{"cut after", rest(RESTFault{CutAfter: true, Method: "POST", Times: 2})},
	}
	if c.Kill != nil {
		faults = append(faults, chaosFault{"kill", c.Kill}, chaosFault{"kill", c.Kill})
	}
	return faults
}
