package fakeslack_test

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
	"go.uber.org/goleak"

	fakeslack "backtalk/internal/fake/slack"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m)
}

// limit is how long the tests wait for what takes milliseconds, on a busy machine too.
const limit = time.Minute

// bot is a small bot on slack-go as it is, for trying the server.
type bot struct {
	api *slack.Client
	sm  *socketmode.Client

	mu       sync.Mutex
	seen     map[string]bool
	inner    []string                              // types of inner events
	types    []socketmode.EventType                // of the client's own events
	act      func(*bot, slack.InteractionCallback) // after the acknowledgement
	answer   func(slack.InteractionCallback) any   // the payload of the acknowledgement
	command  func(slack.SlashCommand) any          // the payload of the acknowledgement
	mentions func(*bot, *slackevents.AppMentionEvent)
}

// start runs a bot until the test ends.
func start(t testing.TB, s *fakeslack.Server, set func(*bot)) *bot {
	t.Helper()
	transport := http.DefaultTransport.(*http.Transport).Clone()
	api := slack.New(s.Team().BotToken(), slack.OptionAPIURL(s.APIURL()), slack.OptionAppLevelToken(s.AppToken()),
		slack.OptionLog(log.New(io.Discard, "", 0)), slack.OptionHTTPClient(&http.Client{Transport: transport}))
	b := &bot{api: api, seen: map[string]bool{}, mentions: echo}
	if set != nil {
		set(b)
	}
	b.sm = socketmode.New(api, socketmode.OptionLog(log.New(io.Discard, "", 0)))
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() { _ = b.sm.RunContext(ctx) })
	wg.Go(func() { b.loop(ctx) })
	t.Cleanup(func() {
		cancel()
		wg.Wait()
		transport.CloseIdleConnections()
	})
	if err := s.AwaitConnections(1, limit); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *bot) loop(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-b.sm.Events:
			b.mu.Lock()
			b.types = append(b.types, e.Type)
			b.mu.Unlock()
			b.handle(e)
		}
	}
}

func (b *bot) handle(e socketmode.Event) {
	switch d := e.Data.(type) {
	case slackevents.EventsAPIEvent:
		_ = b.sm.Ack(*e.Request)
		cb, _ := d.Data.(*slackevents.EventsAPICallbackEvent)
		b.mu.Lock()
		b.inner = append(b.inner, d.InnerEvent.Type)
		known := b.seen[cb.EventID]
		b.seen[cb.EventID] = true
		b.mu.Unlock()
		if m, ok := d.InnerEvent.Data.(*slackevents.AppMentionEvent); ok && !known && b.mentions != nil {
			b.mentions(b, m)
		}
	case slack.SlashCommand:
		if b.command == nil {
			_ = b.sm.Ack(*e.Request)
			return
		}
		_ = b.sm.Ack(*e.Request, b.command(d))
	case slack.InteractionCallback:
		var payload any
		if b.answer != nil {
			payload = b.answer(d)
		}
		if payload == nil {
			_ = b.sm.Ack(*e.Request)
		} else {
			_ = b.sm.Ack(*e.Request, payload)
		}
		if b.act != nil {
			b.act(b, d)
		}
	}
}

// echo answers a mention in its thread.
func echo(b *bot, m *slackevents.AppMentionEvent) {
	thread := m.ThreadTimeStamp
	if thread == "" {
		thread = m.TimeStamp
	}
	_, _, _ = b.api.PostMessage(m.Channel, slack.MsgOptionText("echo: "+m.Text, false), slack.MsgOptionTS(thread))
}

// clinic is a workspace with a channel that the bot is in, and a person.
func clinic(t testing.TB, options ...fakeslack.Option) (*fakeslack.Server, *fakeslack.Channel, *fakeslack.User) {
	t.Helper()
	s := fakeslack.New(t, options...)
	ann := s.Team().AddUser("ann")
	return s, s.Team().AddChannel("general").AddBot(), ann
}

func TestMention(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	b := start(t, s, nil)
	said := ann.Say(general, "@backtalk does <it> help & how?")
	if err := said.Wait(limit); err != nil {
		t.Fatal(err)
	}
	answers := general.AwaitReplies(t, said.TS, 1)
	if got, want := answers[0].Rendered(), "echo: @backtalk does <it> help & how?"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := len(said.Deliveries); got != 2 {
		t.Errorf("got %d events for a mention, want the twins", got)
	}
	if a, b := said.Deliveries[0], said.Deliveries[1]; a.EventID == b.EventID || a.Name == b.Name {
		t.Errorf("got the twins %s %s and %s %s, want different names and ids", a.Name, a.EventID, b.Name, b.EventID)
	}
	if got := s.Calls("chat.postMessage"); len(got) != 1 || !got[0].InForm {
		t.Errorf("got calls %+v, want one with the token in the form", got)
	}
	// The bot hears its own answer, too.
	if !s.Wait(limit, func() bool { b.mu.Lock(); defer b.mu.Unlock(); return len(b.inner) == 3 }) {
		t.Errorf("got inner events %v, want the twins and the answer", b.inner)
	}
	for _, a := range s.Acks() {
		if a.Latency <= 0 {
			t.Errorf("got latency %v", a.Latency)
		}
	}
}

func TestThreadAndDM(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	start(t, s, nil)
	root := ann.Say(general, "hello all")
	ann.Reply(general, root.TS, "@backtalk hm?")
	if got := general.AwaitReplies(t, root.TS, 1); got[0].ThreadTS != root.TS {
		t.Errorf("got thread %q, want %q", got[0].ThreadTS, root.TS)
	}
	dm := ann.Tell("@backtalk hello")
	if len(dm.Deliveries) != 1 || dm.Deliveries[0].Name != "message" || !strings.Contains(string(dm.Deliveries[0].Payload()), `"channel_type":"im"`) {
		t.Errorf("got deliveries %+v, want one message of a DM", dm.Deliveries)
	}
}

func TestEditAndDelete(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	start(t, s, nil)
	said := ann.Say(general, "@backtalk one")
	general.AwaitReplies(t, said.TS, 1)
	if err := ann.Edit(said, "@backtalk two").Wait(limit); err != nil {
		t.Fatal(err)
	}
	if m, _ := general.Message(said.TS); !m.Edited || m.Rendered() != "@backtalk two" {
		t.Errorf("got %+v", m)
	}
	gone := ann.Delete(said)
	if err := gone.Wait(limit); err != nil {
		t.Fatal(err)
	}
	var told struct {
		Event struct{ Message map[string]any }
	}
	if err := json.Unmarshal(gone.Deliveries[0].Payload(), &told); err != nil || told.Event.Message["subtype"] != "tombstone" || told.Event.Message["edited"] != nil {
		t.Errorf("got %v, %v, want a tombstone that nobody edited", told.Event.Message, err)
	}
	if m, ok := general.Message(said.TS); !ok || !m.Tombstone {
		t.Errorf("got %+v, want a tombstone above the answer", m)
	}
}
