package slack

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"backtalk/internal/chat/chattest"
	fakeslack "backtalk/internal/fake/slack"
)

// TestStaleEdit: of two changes whose events come in the wrong order the newer one counts.
func TestStaleEdit(t *testing.T) {
	t.Parallel()
	w := newWorld(t, chattest.Echo())
	said := w.ann.Say(w.general, "@backtalk zero")
	w.settle(t)
	now := time.Now().Unix()
	bot := "<@" + w.clinic.Bot.ID + "> "
	change := func(from, to string, at int64) {
		ts := fmt.Sprintf("%d.000000", at)
		old := map[string]any{"type": "message", "user": w.ann.ID, "text": bot + from, "ts": said.TS}
		m := map[string]any{"type": "message", "user": w.ann.ID, "text": bot + to, "ts": said.TS, "edited": map[string]any{"user": w.ann.ID, "ts": ts}}
		w.clinic.SendEvent(map[string]any{"type": "message", "subtype": "message_changed", "channel": w.general.ID, "channel_type": "channel",
			"ts": ts, "event_ts": ts, "message": m, "previous_message": old})
		w.settle(t)
	}
	change("one", "two", now+2)
	change("zero", "one", now+1)
	mustHold(t, fakeslack.BotMessages(w.general.Thread(said.TS, nil))[0].Rendered(), "two")
	change("two", "three", now+3)
	mustHold(t, fakeslack.BotMessages(w.general.Thread(said.TS, nil))[0].Rendered(), "three")
}

// TestDeletedBeforeHeard: what was deleted before the event of its writing came is not answered, nor is a change of it.
func TestDeletedBeforeHeard(t *testing.T) {
	t.Parallel()
	h := chattest.Echo()
	w := newWorld(t, h)
	ts := fmt.Sprintf("%d.000001", time.Now().Unix())
	written := map[string]any{"type": "message", "user": w.ann.ID, "text": "<@" + w.clinic.Bot.ID + "> secret", "ts": ts}
	event := func(more map[string]any) map[string]any {
		e := map[string]any{"type": "message", "channel": w.general.ID, "channel_type": "channel", "ts": ts, "event_ts": ts}
		for k, v := range more {
			e[k] = v
		}
		return e
	}
	for _, e := range []map[string]any{
		event(map[string]any{"subtype": "message_deleted", "deleted_ts": ts, "previous_message": written}),
		event(written),
		event(map[string]any{"subtype": "message_changed", "message": written, "previous_message": map[string]any{"ts": ts, "user": w.ann.ID, "text": "before"}}),
	} {
		w.clinic.SendEvent(e)
		w.settle(t)
	}
	if n := len(h.Messages()); n != 0 {
		t.Errorf("the handler got %d messages", n)
	}
}

// TestEditAfterTheThreadEnded: an answered follow-up that is changed gets its answer changed, though the thread needs
// mentions again; so does a question whose mention is taken out.
func TestEditAfterTheThreadEnded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, chattest.Echo())
	said := w.ann.Say(w.general, "@backtalk first")
	w.settle(t)
	follow := w.ann.Reply(w.general, said.TS, "and then?")
	w.settle(t)
	w.bob.Reply(w.general, said.TS, "@ann good question")
	w.settle(t)
	w.ann.Edit(follow, "my chest hurts")
	w.settle(t)
	w.ann.Edit(said, "no mention")
	w.settle(t)
	all := ""
	for _, m := range fakeslack.BotMessages(w.general.Thread(said.TS, nil)) {
		all += m.Rendered() + "\n"
	}
	mustHold(t, all, "echo: my chest hurts", "echo: no mention")
	if strings.Contains(all, "first") || strings.Contains(all, "and then") {
		t.Errorf("got old answers: %s", all)
	}
}

func TestCompareVersions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{versionOf("9.000000", "9.5"), versionOf("10.000000", "10.1"), -1}, {versionOf("9.0", "9.000002"), versionOf("9.0", "9.000010"), -1},
		{versionOf("9.0", "9.1"), versionOf("9.0", "9.1"), 0}, {versionOf("9.0", ""), versionOf("8.0", "9.1"), 1},
	} {
		if got := compareVersions(tt.a, tt.b); got != tt.want {
			t.Errorf("%q and %q: got %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
