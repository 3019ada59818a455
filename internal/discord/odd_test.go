package discord

import (
	"strings"
	"testing"

	fakediscord "backtalk/internal/fake/discord"
)

// TestOddEvents: events that the library cannot read, or reads wrongly, neither end the program nor cost a question.
func TestOddEvents(t *testing.T) {
	t.Parallel()
	w := newWorld(t, echo(), nil)
	q := w.ask("with an unknown component", fakediscord.WithComponents(`[{"type": 20, "x": 1}]`))
	if got := w.reply(q).Text(); got != "echo: with an unknown component" {
		t.Errorf("got %q", got)
	}
	w.ask("without an author", fakediscord.WithoutAuthor())
	w.ask("by a webhook", fakediscord.ByWebhook())
	w.ask("joined", fakediscord.OfType(7))
	w.server.Say(w.room, w.server.AddBot(w.guild, "other"), w.server.Bot().Mention()+" by a bot")
	w.server.Say(w.room, w.ann, "@everyone look")
	w.server.SendEvent("MESSAGE_CREATE", `{"id": 7, "content": []}`)
	w.server.SendEvent("MESSAGE_CREATE", `null`)
	w.server.SendEvent("GUILD_CREATE", `{"id": "x", "channels": 7}`)
	w.server.SendEvent("INTERACTION_CREATE", `{"id":"1","type":3,"token":"x","channel_id":"2","data":{"components":[{"type":18}]}}`)
	w.server.SendEvent("INTERACTION_CREATE", `{"type":5,"data":{"custom_id":"m","components":[{"type":18}]}}`)
	w.server.SendEvent("WHATEVER_HAPPENED", `{}`)
	w.server.SendOversized(300_000)
	w.answers("still there?")
	w.settle()
	if n := len(w.server.ByBot()); n != 2 {
		t.Errorf("got %d posts, want two", n)
	}
	w.server.SendMalformed()
	w.answers("and now?")
	if strings.Contains(w.log.String(), "fault in the program") {
		t.Errorf("something panicked: %s", w.log)
	}
}
