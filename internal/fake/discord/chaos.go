package fakediscord

import (
	"time"

	"backtalk/internal/fake/wire"
)

// StartChaos lets one thing after another go wrong, one about every so often; more are further mishaps, such as killing
// the program under test and starting it again.
func (s *Server) StartChaos(seed uint64, every time.Duration, more ...wire.Mishap) *wire.Chaos {
	return s.Server.StartChaos(seed, every, append(s.mishaps(), more...), func() {
		s.Heal()
		s.StopAcks(false)
		s.Silence(false)
		s.RefuseGateway(0)
		s.DuplicateEvents(0)
		s.ReorderEvents(0)
		s.ReconnectAfterHello(0)
	})
}

func (s *Server) mishaps() []wire.Mishap {
	once := func(name string, do func()) wire.Mishap {
		return wire.Mishap{Name: name, Do: func(*wire.Chaos, int) { do() }}
	}
	during := func(name string, broken, whole func()) wire.Mishap {
		return wire.Mishap{Name: name, Do: func(c *wire.Chaos, _ int) { c.During(broken, whole) }}
	}
	rest := func(name string, f wire.Fault) wire.Mishap {
		return during(name, func() { s.Fail(f) }, s.Heal)
	}
	return []wire.Mishap{
		once("op 7", s.SendReconnect),
		once("op 7 after hello", func() { s.ReconnectAfterHello(1); s.Cut() }),
		once("op 9 resumable", func() { s.InvalidateSessions(true) }),
		once("op 9", func() { s.InvalidateSessions(false) }),
		once("cut", s.Cut),
		once("close 4000", func() { s.CloseSockets(4000) }),
		once("close 1001", func() { s.CloseSockets(1001) }),
		once("close 4009", func() { s.CloseSockets(4009) }),
		during("gateway refused", func() { s.RefuseGateway(503); s.Cut() }, func() { s.RefuseGateway(0) }),
		during("gateway silent", func() { s.Silence(true) }, func() { s.Silence(false) }),
		during("no heartbeat acks", func() { s.StopAcks(true) }, func() { s.StopAcks(false) }),
		once("duplicates", func() { s.DuplicateEvents(5) }),
		during("reordering", func() { s.ReorderEvents(4) }, func() { s.ReorderEvents(0) }),
		once("malformed frame", s.SendMalformed),
		once("oversized event", func() { s.SendOversized(200_000) }),
		rest("429", wire.Fault{Status: 429, RetryAfter: 200 * time.Millisecond, Times: 3}),
		rest("global 429", wire.Fault{Status: 429, RetryAfter: 300 * time.Millisecond, Global: true, Times: 2}),
		rest("429 page", wire.Fault{Status: 429, HTML: true, RetryAfter: time.Second, Times: 2}),
		rest("500", wire.Fault{Status: 500, Times: 2}),
		rest("502", wire.Fault{Status: 502, Times: 2}),
		rest("503", wire.Fault{Status: 503, HTML: true, Times: 2}),
		rest("504", wire.Fault{Status: 504, Times: 2}),
		rest("slow", wire.Fault{Delay: 300 * time.Millisecond, Times: 3}),
		rest("slow answer", wire.Fault{DelayAfter: 300 * time.Millisecond, Times: 3}),
		rest("cut before", wire.Fault{CutBefore: true, Times: 2}),
		rest("cut in the middle", wire.Fault{CutMiddle: true, Method: "POST", Times: 2}),
		rest("cut after", wire.Fault{CutAfter: true, Method: "POST", Times: 2}),
	}
}
