package fakediscord_test

import (
	"testing"
)

// BenchmarkEcho is from an event to the POST of an unmodified library that does nothing else.
func BenchmarkEcho(b *testing.B) {
	s := world(b)
	s.SetBucket(1<<30, soon)
	d := session(b, s.Server)
	echo(d, s.Bot().ID)
	open(b, d)
	dm := s.DM(s.ann)
	for b.Loop() {
		if s.WaitReply(s.Say(dm, s.ann, "hello"), soon) == nil {
			b.Fatal("got no reply")
		}
	}
}
