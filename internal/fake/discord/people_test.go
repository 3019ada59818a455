package fakediscord_test

import (
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	fakediscord "backtalk/internal/fake/discord"
)

// events collects the names of what the session is told.
func events(d *discordgo.Session) <-chan string {
	c := make(chan string, 1000)
	d.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) {
		if e.Type != "" {
			c <- e.Type
		}
	})
	return c
}

// waitEvent waits for an event by name; others are passed over.
func waitEvent(t *testing.T, c <-chan string, name string) {
	t.Helper()
	timeout := time.After(soon)
	for {
		select {
		case got := <-c:
			if got == name {
				return
			}
		case <-timeout:
			t.Fatalf("got no %s", name)
		}
	}
}

func TestWhatPeopleDoIsTold(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	d.SyncEvents = true
	told := events(d)
	open(t, d)
	forum := s.AddForum(s.guild, "help")
	waitEvent(t, told, "CHANNEL_CREATE")
	m := s.Say(s.room, s.ann, "one")
	waitEvent(t, told, "MESSAGE_CREATE")
	m = s.EditMessage(m, "two")
	waitEvent(t, told, "MESSAGE_UPDATE")
	s.DeleteMessage(m)
	waitEvent(t, told, "MESSAGE_DELETE")
	thread, _ := s.Post(forum, s.ann, "title", "text")
	waitEvent(t, told, "THREAD_CREATE")
	s.Archive(thread)
	waitEvent(t, told, "THREAD_UPDATE")
	s.Deny(s.room, s.Bot(), fakediscord.SendMessages)
	waitEvent(t, told, "CHANNEL_UPDATE")
	s.Deny(s.room, s.Bot(), fakediscord.ViewChannel)
	waitEvent(t, told, "CHANNEL_DELETE")
	s.DeleteChannel(forum)
	waitEvent(t, told, "THREAD_DELETE")
	waitEvent(t, told, "CHANNEL_DELETE")
	s.AddRole(s.guild, "staff", fakediscord.ManageMessages)
	waitEvent(t, told, "GUILD_ROLE_CREATE")
	if got := len(s.Messages(s.room)); got != 0 {
		t.Errorf("got %d messages, want none", got)
	}
}

func TestLargeEventsAreCompressed(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	heard := hear(d)
	open(t, d)
	want := strings.Repeat("sore back ", 190)
	s.Say(s.DM(s.ann), s.ann, want)
	if got := next(t, heard); got != strings.TrimSpace(want) {
		t.Errorf("got %d characters, want %d", len(got), len(want))
	}
}

func TestWhoIsSpeaking(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	got := make(chan *discordgo.MessageCreate, 1)
	d.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { got <- m })
	open(t, d)
	s.Say(s.room, s.AddBot(s.guild, "other"), s.Bot().Mention())
	if m := <-got; !m.Author.Bot {
		t.Error("a bot's message looks like a person's")
	}
	s.Say(s.room, s.ann, s.Bot().Mention(), fakediscord.ByWebhook())
	if m := <-got; m.WebhookID == "" || !m.Author.Bot || m.Member != nil {
		t.Errorf("got %+v, want a webhook's message", m.Message)
	}
	s.Say(s.room, s.ann, "<@&"+s.AddRole(s.guild, "staff", 0).ID+"> hello")
	if m := <-got; len(m.Mentions) != 0 || len(m.MentionRoles) != 1 {
		t.Errorf("got %+v, want the role mentioned and not the bot", m.Message)
	}
	own, err := d.ChannelMessageSend(s.room.ID, "mine")
	if err != nil {
		t.Fatal(err)
	}
	<-got
	mine := s.Messages(s.room)[3]
	if own.ID != mine.ID {
		t.Fatalf("got id %s, want %s", own.ID, mine.ID)
	}
}

func TestNewTokenEndsTheSession(t *testing.T) {
	t.Parallel()
	s := world(t)
	ws := raw(t, s.Server)
	identify(t, ws)
	s.SetToken("another")
	if _, _, err := ws.ReadMessage(); err == nil || !strings.Contains(err.Error(), "4004") {
		t.Errorf("got %v, want 4004", err)
	}
	if status, _, _ := do(t, s.Server, "GET", "/users/@me", ""); status != 401 {
		t.Errorf("got %d, want 401", status)
	}
}

func TestListenOutsideATest(t *testing.T) {
	t.Parallel()
	s, err := fakediscord.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g := s.AddGuild("Clinic")
	if s.API() != s.URL()+"/api" || len(s.Channels(g)) != 0 {
		t.Errorf("got %s", s.API())
	}
	s.Close()
	s.Close()
}
