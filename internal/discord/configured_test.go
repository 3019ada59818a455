package discord

import (
	"strings"
	"testing"

	fakediscord "backtalk/internal/fake/discord"
)

// TestNamedButNotThere: what the configuration names and is not there gets one warning each, in one run.
func TestNamedButNotThere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	w.end()
	w.server.AllowIntents(fakediscord.MessageContent)
	w.server.AllowViolations()
	hidden, group := w.server.AddChannel(w.guild, "hidden"), w.server.AddCategory(w.guild, "group")
	w.server.Deny(hidden, w.server.Everyone(w.guild), fakediscord.ViewChannel)
	staff := w.server.AddChannel(w.server.AddGuild("Other"), "staff")
	const nowhere, nothing, no = "999999999999999991", "999999999999999992", "999999999999999993"
	w.start(func(w *world, o *Options) {
		o.Spaces[w.guild.ID] = Space{Listen: []string{w.room.ID, nowhere, group.ID}, Forums: []string{nothing, hidden.ID}, StaffChannel: staff.ID}
		o.Spaces[no] = Space{Listen: []string{w.room.ID}}
	})
	missing := []string{nowhere, nothing, no, hidden.ID, group.ID}
	for _, id := range missing {
		w.waitLog("=" + id)
	}
	w.server.Cut()
	w.waitIdentifies(3)
	w.settle()
	text := w.log.String()
	if n := strings.Count(text, "the configuration names"); n != len(missing) {
		t.Errorf("got %d warnings, want %d; the log: %s", n, len(missing), text)
	}
	if strings.Contains(text, staff.ID) {
		t.Errorf("a staff channel in another server is not missing; the log: %s", text)
	}
}
