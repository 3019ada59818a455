package fakeslack

import (
	"time"

	"backtalk/internal/fake/wire"
)

// StartChaos lets one thing after another go wrong, one about every so often; more are further mishaps, such as killing
// the program under test and starting it again.
func (s *Server) StartChaos(seed uint64, every time.Duration, more ...wire.Mishap) *wire.Chaos {
	return s.Server.StartChaos(seed, every, append(s.mishaps(), more...), s.Heal)
}

func (s *Server) mishaps() []wire.Mishap {
	sized := func(name string, do func(n int)) wire.Mishap {
		return wire.Mishap{Name: name, Do: func(_ *wire.Chaos, n int) { do(n) }}
	}
	once := func(name string, do func()) wire.Mishap { return sized(name, func(int) { do() }) }
	web := func(method, name string, f func(n int) wire.Fault) wire.Mishap {
		return sized(method+": "+name, func(n int) { s.Fail(method, n, f(n)) })
	}
	fixed := func(f wire.Fault) func(int) wire.Fault { return func(int) wire.Fault { return f } }
	slow := func(n int) time.Duration { return time.Duration(n) * 200 * time.Millisecond }
	all := []wire.Mishap{
		once("refresh of all connections", func() { s.Disconnect("refresh_requested") }),
		once("refresh of the oldest connection", func() { s.DisconnectOldest("refresh_requested") }),
		once("warning", func() { s.DisconnectOldest("warning") }),
		once("TCP cut", s.Cut),
		sized("lost acks", s.LoseAcks),
		sized("doubled events", s.Double),
		once("mention first", func() { s.Twins(MentionFirst) }),
		once("message first", func() { s.Twins(MessageFirst) }),
		once("twins in any order", func() { s.Twins(AnyOrder) }),
		once("unknown event", func() { s.Team().SendUnknownEvent() }),
		sized("odd frame", func(n int) { _ = s.SendFrame(OddFrames()[n]) }),
		{Name: "storm", Do: func(c *wire.Chaos, _ int) { // greet and send away for a moment
			c.During(func() {
				s.Storm("too_many_websockets")
				s.DisconnectOldest("too_many_websockets")
			}, func() { s.Storm("") })
		}},
		web("apps.connections.open", "refused", fixed(Refused("internal_error"))),
		web("apps.connections.open", "limited", fixed(RateLimited(1))),
	}
	for _, method := range []string{"chat.postMessage", "chat.update", ""} {
		all = append(all,
			web(method, "slow", func(n int) wire.Fault { return Slow(slow(n)) }),
			web(method, "slow after", func(n int) wire.Fault { return SlowAfter(slow(n)) }),
			web(method, "429", fixed(RateLimited(1))),
			web(method, "503", fixed(Status(503))),
			web(method, "page", fixed(HTML())),
			web(method, "cut before", fixed(CutBefore())),
			web(method, "cut after", fixed(CutAfter())),
			web(method, "504 after", fixed(FailedAfter(504))),
			web(method, "garbage", fixed(Garbage())))
	}
	return all
}
