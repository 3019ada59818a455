package fakeslack_test

import (
	"testing"

	fakeslack "backtalk/internal/fake/slack"
)

// BenchmarkEcho is the way of a mention through a bare bot: to the acknowledgement, and to its answer standing there.
func BenchmarkEcho(b *testing.B) {
	s, general, ann := clinic(b, fakeslack.Unchecked())
	s.Subscribe("app_mention")
	start(b, s, nil)
	var acks float64
	for b.Loop() {
		said := ann.Say(general, "@backtalk does massage help?")
		a, err := said.Deliveries[0].Wait(limit)
		if err != nil {
			b.Fatal(err)
		}
		acks += float64(a.Latency.Microseconds())
		if !s.Wait(limit, func() bool { return len(general.Thread(said.TS, nil)) == 1 }) {
			b.Fatal("no answer")
		}
	}
	b.ReportMetric(acks/float64(b.N), "µs/ack")
}
