package fakediscord_test

import (
	"flag"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	fakediscord "backtalk/internal/fake/discord"
)

func TestMain(m *testing.M) {
	flag.Parse()
	_ = flag.Set("test.parallel", "4") // these tests wait more than they work
	goleak.VerifyTestMain(m)
}

// toFake sends every request for Discord to the fake: the library runs as it is.
type toFake struct {
	base *url.URL
	next http.RoundTripper
}

func (t toFake) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host, r.Host = t.base.Scheme, t.base.Host, t.base.Host
	return t.next.RoundTrip(r)
}

const plainIntents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// session is an unmodified discordgo session for the fake.
func session(t testing.TB, s *fakediscord.Server) *discordgo.Session {
	t.Helper()
	d, err := discordgo.New("Bot " + fakediscord.Token)
	if err != nil {
		t.Fatal(err)
	}
	base, err := url.Parse(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	d.Client = &http.Client{Transport: toFake{base, transport}, Timeout: 5 * time.Second}
	d.Dialer = &websocket.Dialer{HandshakeTimeout: 5 * time.Second}
	d.Identify.Intents = plainIntents
	d.ShouldReconnectOnError = false
	t.Cleanup(transport.CloseIdleConnections)
	return d
}

// open connects it, and closes it with the test.
func open(t testing.TB, d *discordgo.Session) {
	t.Helper()
	if err := d.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
}

func noPings() *discordgo.MessageAllowedMentions {
	return &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
}

// echo makes the session reply to each message that mentions it or comes directly.
func echo(d *discordgo.Session, bot string) {
	d.AddHandler(func(d *discordgo.Session, m *discordgo.MessageCreate) {
		if m.Author == nil || m.Author.ID == bot {
			return
		}
		d.ChannelMessageSendComplex(m.ChannelID, &discordgo.MessageSend{
			Content: "heard: " + m.Content, Reference: m.Reference(), AllowedMentions: noPings(),
		})
	})
}

type place struct {
	*fakediscord.Server
	guild *fakediscord.Guild
	room  *fakediscord.Channel
	ann   *fakediscord.User
}

func world(t testing.TB) place {
	s := fakediscord.New(t)
	g := s.AddGuild("Clinic")
	return place{s, g, s.AddChannel(g, "general"), s.AddMember(g, "ann")}
}

const soon = 5 * time.Second

func TestMentionAndReply(t *testing.T) {
	t.Parallel()
	s := world(t)
	s.RequireNoPings()
	d := session(t, s.Server)
	echo(d, s.Bot().ID)
	open(t, d)
	asked := s.Say(s.room, s.ann, s.Bot().Mention()+" does massage help?")
	m := s.WaitReply(asked, soon)
	if m == nil {
		t.Fatal("got no reply")
	}
	if got, want := m.Text(), "heard: @backtalk does massage help?"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(m.Pings) != 0 {
		t.Errorf("got pings %v, want none", m.Pings)
	}
	if got := s.Counts(); got.Identifies != 1 || got.Posts != 1 {
		t.Errorf("got %+v, want one IDENTIFY and one post", got)
	}
}

func TestContentIsBlankWithoutTheIntent(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, text, want string
		intent           bool
	}{
		{"not addressed", "does massage help?", "", false},
		{"mention", "<@BOT> help", "<@BOT> help", false},
		{"with the intent", "does massage help?", "does massage help?", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := world(t)
			d := session(t, s.Server)
			if tt.intent {
				s.AllowIntents(fakediscord.MessageContent)
				d.Identify.Intents |= discordgo.IntentMessageContent
			}
			got := make(chan string, 1)
			d.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { got <- m.Content })
			open(t, d)
			fill := strings.NewReplacer("BOT", s.Bot().ID)
			s.Say(s.room, s.ann, fill.Replace(tt.text))
			select {
			case got := <-got:
				if want := fill.Replace(tt.want); got != want {
					t.Errorf("got %q, want %q", got, want)
				}
			case <-time.After(soon):
				t.Error("got no event")
			}
		})
	}
}

func TestDirectMessage(t *testing.T) {
	t.Parallel()
	s := world(t)
	d := session(t, s.Server)
	echo(d, s.Bot().ID)
	open(t, d)
	asked := s.Say(s.DM(s.ann), s.ann, "sore back")
	if m := s.WaitReply(asked, soon); m == nil || m.Text() != "heard: sore back" {
		t.Errorf("got %v, want an answer to the direct message", m)
	}
	s.CloseDMs(s.ann)
	_, err := d.ChannelMessageSend(s.DM(s.ann).ID, "psst")
	wantCode(t, err, 50007)
}

func wantCode(t *testing.T, err error, want int) {
	t.Helper()
	e, ok := err.(*discordgo.RESTError)
	if !ok || e.Message == nil || e.Message.Code != want {
		t.Errorf("got %v, want code %d", err, want)
	}
}

func TestIdentifyIsRefused(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		set  func(*discordgo.Session)
		want int
	}{
		{"wrong token", func(d *discordgo.Session) { d.Identify.Token, d.Token = "Bot no", "Bot no" }, 4004},
		{"intent that is off", func(d *discordgo.Session) { d.Identify.Intents |= discordgo.IntentMessageContent }, 4014},
		{"intent that is none", func(d *discordgo.Session) { d.Identify.Intents = 1 << 30 }, 4013},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := world(t)
			d := session(t, s.Server)
			tt.set(d)
			err := d.Open()
			if e, ok := err.(*websocket.CloseError); !ok || e.Code != tt.want {
				t.Errorf("got %v, want close code %d", err, tt.want)
			}
		})
	}
}
