package fakediscord_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	fakediscord "backtalk/internal/fake/discord"
)

// told is a message as an event or an answer tells it.
type told struct {
	ID          string
	Timestamp   string
	Edited      *string           `json:"edited_timestamp"`
	ChannelType *fakediscord.Kind `json:"channel_type"`
	Member      *struct {
		JoinedAt string `json:"joined_at"`
	}
	Author struct{ Discriminator string }
}

// TestFormOfMessages: direct messages are known by their channel's type, times are written as Discord writes them, and
// only bots have an old discriminator left.
func TestFormOfMessages(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	events := make(chan told, 10)
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) {
		if strings.HasPrefix(e.Type, "MESSAGE_") {
			var m told
			if err := json.Unmarshal(e.RawData, &m); err != nil {
				t.Error(err)
			}
			events <- m
		}
	})
	open(t, d)
	form := regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$`)
	check := func(name string, kind fakediscord.Kind, tag string) told {
		t.Helper()
		m := <-events
		if m.ChannelType == nil || *m.ChannelType != kind {
			t.Errorf("%s: got channel_type %v, want %d", name, m.ChannelType, kind)
		}
		if !form.MatchString(m.Timestamp) || m.Edited != nil && !form.MatchString(*m.Edited) || m.Member != nil && !form.MatchString(m.Member.JoinedAt) {
			t.Errorf("%s: got times %s, %v, %v", name, m.Timestamp, m.Edited, m.Member)
		}
		if ok, _ := regexp.MatchString("^"+tag+"$", m.Author.Discriminator); !ok {
			t.Errorf("%s: got discriminator %q, want %s", name, m.Author.Discriminator, tag)
		}
		return m
	}
	s.Say(s.DM(s.ann), s.ann, "hello")
	check("direct message", fakediscord.DirectMessage, "0")
	said := s.Say(s.room, s.ann, "hello")
	check("in a channel", fakediscord.Text, "0")
	s.EditMessage(said, "changed")
	if m := check("edit", fakediscord.Text, "0"); m.Edited == nil {
		t.Error("got no time of the edit")
	}
	s.Say(s.room, s.AddBot(s.guild, "other"), "hello")
	check("bot", fakediscord.Text, `\d{4}`)
	s.Say(s.room, s.ann, "hello", fakediscord.ByWebhook())
	check("webhook", fakediscord.Text, "0000")
}

// TestWithResponse: an answer that asks for it is told what it made.
func TestWithResponse(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	open(t, d)
	register(t, s, d, "")
	for _, tt := range []struct {
		name, body         string
		message            bool
		loading, ephemeral bool
	}{
		{"message", `{"type":4,"data":{"content":"hi","flags":64}}`, true, false, true},
		{"deferral", `{"type":5}`, false, true, false},
	} {
		i := s.Slash(s.room, s.ann, "ask", map[string]any{"question": "x"})
		status, _, b := do(t, s.Server, "POST", "/v10/interactions/"+i.ID+"/"+i.Token+"/callback?with_response=true", tt.body)
		var got struct {
			Interaction struct {
				ID, Type  any
				MessageID string `json:"response_message_id"`
				Loading   bool   `json:"response_message_loading"`
				Ephemeral bool   `json:"response_message_ephemeral"`
			}
			Resource struct {
				Type    int
				Message *told
			}
		}
		if err := json.Unmarshal(b, &got); err != nil || status != http.StatusOK {
			t.Fatalf("%s: got %d %s, want 200 with the callback", tt.name, status, b)
		}
		about := got.Interaction
		if about.ID != i.ID || about.Type != 2.0 || about.MessageID == "" || about.Loading != tt.loading || about.Ephemeral != tt.ephemeral {
			t.Errorf("%s: got %+v", tt.name, about)
		}
		if m := got.Resource.Message; (m != nil) != tt.message || m != nil && m.ID != about.MessageID {
			t.Errorf("%s: got message %+v", tt.name, m)
		}
	}
	i := s.Slash(s.room, s.ann, "ask", map[string]any{"question": "x"})
	if status, _, b := do(t, s.Server, "POST", "/v10/interactions/"+i.ID+"/"+i.Token+"/callback", `{"type":5}`); status != http.StatusNoContent || len(b) != 0 {
		t.Errorf("without asking: got %d %s, want 204", status, b)
	}
}
