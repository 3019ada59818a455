package discord

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"backtalk/internal/chat"
	fakediscord "backtalk/internal/fake/discord"
)

// BenchmarkEventToPost measures the time from a mention to the reply that stands, one after the other: with the adapter,
// its journal on disk included, and with a bot of ten lines on the library alone, which keeps no promises.
func BenchmarkEventToPost(b *testing.B) {
	b.Run("backtalk", func(b *testing.B) { measureAdapter(b, nil) })
	b.Run("backtalk without a disk", func(b *testing.B) {
		measureAdapter(b, func(_ *world, o *Options) { o.Courier.Journal = &memoryJournal{entries: map[string]chat.Entry{}} })
	})
	b.Run("bare", func(b *testing.B) {
		s := fakediscord.New(b)
		room := s.AddChannel(s.AddGuild("Clinic"), "general")
		d, err := discordgo.New("Bot " + fakediscord.Token)
		if err != nil {
			b.Fatal(err)
		}
		api := http.DefaultTransport.(*http.Transport).Clone()
		defer api.CloseIdleConnections()
		d.Client = &http.Client{Transport: elsewhere{api, s.API()}}
		d.StateEnabled, d.Compress = false, false
		d.Identify.Intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages
		d.AddHandler(func(d *discordgo.Session, m *discordgo.MessageCreate) {
			if len(m.Mentions) > 0 {
				d.ChannelMessageSendComplex(m.ChannelID, &discordgo.MessageSend{Content: m.Content, Reference: m.SoftReference(),
					AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}})
			}
		})
		if err := d.Open(); err != nil {
			b.Fatal(err)
		}
		measure(b, s, room, s.AddUser("ann"))
		d.Close()
	})
}

func measureAdapter(b *testing.B, change func(*world, *Options)) {
	b.Helper()
	w := newWorld(b, echo(), func(w *world, o *Options) {
		o.PerSecond = 1_000_000 // else Discord's 50 a second are what is measured
		if change != nil {
			change(w, o)
		}
	})
	measure(b, w.server, w.room, w.ann)
	if err := w.end(); err != nil {
		b.Error(err)
	}
}

// elsewhere sends the library's requests to another server than Discord's.
type elsewhere struct {
	http.RoundTripper
	api string
}

func (e elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	u, err := url.Parse(strings.Replace(r.URL.String(), "https://discord.com/api", e.api, 1))
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.URL, r.Host = u, u.Host
	return e.RoundTripper.RoundTrip(r)
}

// memoryJournal is a journal that forgets everything at the end.
type memoryJournal struct {
	mu      sync.Mutex
	entries map[string]chat.Entry
}

func (j *memoryJournal) change(key string, change func(*chat.Entry)) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	e, ok := j.entries[key]
	e.Key = key
	change(&e)
	j.entries[key] = e
	return ok
}

func (j *memoryJournal) Accept(_ context.Context, key, author string, _ *chat.Message, at time.Time) (bool, error) {
	return !j.change(key, func(e *chat.Entry) { e.Author, e.At = author, at }), nil
}

func (j *memoryJournal) Done(_ context.Context, key string) error {
	j.change(key, func(e *chat.Entry) { e.Done = true })
	return nil
}

func (j *memoryJournal) Replied(_ context.Context, key string, p chat.Posted) error {
	j.change(key, func(e *chat.Entry) { e.Done, e.Posted = true, append(e.Posted, p) })
	return nil
}

func (j *memoryJournal) Lookup(_ context.Context, key string) (chat.Entry, bool, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e, ok := j.entries[key]
	return e, ok, nil
}

func (*memoryJournal) Removed(context.Context, string) error { return nil }

func (*memoryJournal) Replier(context.Context, string) (chat.Entry, bool, error) {
	return chat.Entry{}, false, nil
}

func (*memoryJournal) Pending(context.Context, string, time.Time) ([]chat.Message, error) {
	return nil, nil
}

func measure(b *testing.B, s *fakediscord.Server, room *fakediscord.Channel, who *fakediscord.User) {
	b.Helper()
	s.SetBucket(1_000_000, time.Second)
	text := s.Bot().Mention() + " does massage help?"
	for b.Loop() {
		if s.WaitReply(s.Say(room, who, text), soon) == nil {
			b.Fatal("no reply")
		}
	}
}
