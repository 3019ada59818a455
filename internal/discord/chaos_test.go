package discord

import (
	"fmt"
	"testing"
	"time"

	fakediscord "backtalk/internal/fake/discord"
)

// TestChaos: while one thing after another goes wrong, each question gets one reply.
func TestChaos(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, echo(), nil)
			w.server.AllowViolations()
			chaos := w.server.StartChaos(seed, fakediscord.Chaos{Every: 300 * time.Millisecond})
			var asked []*fakediscord.Message
			for i := range 120 {
				asked = append(asked, w.ask(fmt.Sprint("question ", i)))
				w.server.Until(30*time.Millisecond, func() bool { return false })
			}
			faults := chaos.Stop()
			missing := func() (n int) {
				for _, q := range asked {
					if len(w.server.Replies(q)) == 0 {
						n++
					}
				}
				return n
			}
			if !w.server.Until(60*time.Second, func() bool { return missing() == 0 }) {
				t.Errorf("%d of %d questions got no reply after %d faults; the log: %s", missing(), len(asked), faults, w.log)
			}
			for _, q := range asked {
				if n := len(w.server.Replies(q)); n > 1 {
					t.Errorf("%q got %d replies", q.Content, n)
				}
			}
			t.Logf("%d faults, %d identifies, %d refusals", faults, w.server.Counts().Identifies, w.server.Counts().TooMany)
		})
	}
}
