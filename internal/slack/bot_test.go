package slack

import (
	"strings"
	"testing"
	"testing/fstest"

	"backtalk/internal/answer"
	"backtalk/internal/bot"
	"backtalk/internal/chat"
	"backtalk/internal/corpus"
	fakeslack "backtalk/internal/fake/slack"
	"backtalk/internal/slack/link"
	"backtalk/internal/voice"
	"backtalk/knowledge"
)

// The small knowledge of TestWithTheBot, which is quick to learn from.
const (
	botArticle = `# Massage for backs

## Sleeping better {#sleep}

Massage may lower the tension at the end of the day. With less of it, many people sleep better.

## Deep tissue {#deep-tissue}

Deep tissue massage works slowly on the lower layers of muscle, and may ease lower back pain for a while.
`
	botTopics = `topics:
  - {id: sleep, kind: massage, ask: Does massage help me sleep?, questions: [can massage help me sleep better, will i sleep better, massage for better sleep, i sleep badly]}
  - {id: deep-tissue, kind: massage, ask: Is deep tissue good for backs?, questions: [is deep tissue massage good for my lower back pain, what is deep tissue, deep tissue for a sore back]}
  - {id: price, kind: clinic, ask: What does it cost?, questions: [what does a session cost, how much is an hour, what do you charge]}
  - {id: greeting, kind: smalltalk, ask: Hello, questions: [hello, good morning, hi there]}
`
)

// TestWithTheBot has the real bot, with the shipped danger signs, behind the adapter: what it offers can be used.
func TestWithTheBot(t *testing.T) {
	t.Parallel()
	c, err := corpus.Load(corpus.Folders{Builtin: fstest.MapFS{"backs.md": {Data: []byte(botArticle)}, "topics/t.yaml": {Data: []byte(botTopics)}}})
	if err != nil {
		t.Fatal(err)
	}
	rules, err := answer.LoadSigns(knowledge.FS)
	if err != nil {
		t.Fatal(err)
	}
	engine, err := answer.New(c, rules, answer.DefaultThresholds())
	if err != nil {
		t.Fatal(err)
	}
	var staff *fakeslack.Channel
	w := prepare(t, nil, func(w *world, o *Options) {
		staff = w.clinic.AddChannel("staff").AddBot()
		o.Spaces = map[string]Space{w.clinic.ID: {Staff: []string{w.bob.ID}, StaffChannel: staff.ID}}
		b := bot.New(bot.Options{Engine: engine, Memo: o.Memo, Unlimited: true,
			Clinic: voice.Clinic{Name: "the practice", Phone: "(770) 555-0100", BookingURL: "https://clinic.example/book"},
			Spaces: []bot.Space{{Platform: platform, ID: w.clinic.ID, StaffChannel: chat.Place{Platform: platform, Space: w.clinic.ID, Channel: staff.ID}}}})
		t.Cleanup(b.Close)
		o.Courier.Handler, o.Courier.Apology, o.Courier.Trouble = b, b.Apology, b.Trouble
	})
	w.start(t)
	if err := w.server.AwaitConnections(link.Connections, patience); err != nil {
		t.Fatal(err)
	}
	said := w.ann.Say(w.general, "@backtalk can massage help me sleep better?")
	w.settle(t)
	answers := fakeslack.BotMessages(w.general.Thread(said.TS, nil))
	if len(answers) != 1 {
		t.Fatalf("got %d answers, want 1; log: %s", len(answers), w.log)
	}
	mustHold(t, strings.ToLower(answers[0].Rendered()), "sleep", "from \"")
	if n := len(answers[0].Controls()); n > maxControls {
		t.Errorf("a public answer has %d controls", n)
	}
	w.bob.OpenHome("home")
	mustHold(t, w.bob.AwaitHome(t).Rendered(), "Backtalk", voice.HomePause)

	danger := w.ann.Say(w.general, "@backtalk I have crushing chest pain and can't breathe")
	w.settle(t)
	mustHold(t, fakeslack.BotMessages(w.general.Thread(danger.TS, nil))[0].Rendered(), "911")
	if len(fakeslack.BotMessages(staff.Messages(nil))) == 0 {
		t.Errorf("staff were not told; log: %s", w.log)
	}

	asked := w.ann.Say(w.general, "is deep tissue massage good for my lower back pain?")
	m, _ := w.general.Message(asked.TS)
	if _, err := w.bob.MessageShortcut(m, callbackFind); err != nil {
		t.Fatal(err)
	}
	v := w.bob.AwaitView(t, callbackFind)
	if err := w.bob.Fill(v, fieldNote, "Ask for Kim."); err != nil {
		t.Fatal(err)
	}
	sent, err := w.bob.SubmitView(v)
	if err != nil || len(sent.Open) != 1 {
		t.Fatalf("got %+v, %v; log: %s", sent, err, w.log)
	}
	w.settle(t)
	posted := fakeslack.BotMessages(w.general.Thread(asked.TS, nil))
	if len(posted) != 1 {
		t.Fatalf("got %d posts under the message, want 1; the form says %s; log: %s", len(posted), sent.Open[0].Rendered(), w.log)
	}
	mustHold(t, posted[0].Rendered(), "The clinic's team adds:\nAsk for Kim.")

	for _, text := range []string{"help", "book", "what does a session cost?"} {
		before := len(w.general.AwaitPrivate(t, w.ann, 0))
		w.ann.Command(w.general, voice.SlackCommand, text)
		if got := w.general.AwaitPrivate(t, w.ann, before+1); len(got) != before+1 {
			t.Errorf("%s %s: got %d private replies, want one more than %d", voice.SlackCommand, text, len(got), before)
		}
	}
	w.ann.Shortcut(callbackAsk)
	form := w.ann.AwaitView(t, callbackAsk)
	if options, err := w.ann.Type(form, fieldSearch, "sleep"); err != nil || len(options) == 0 {
		t.Errorf("got options %v, %v", options, err)
	}
	for _, private := range []string{"crushing", "sleep better", "Kim", w.ann.Name + " ", w.clinic.BotToken(), w.server.AppToken()} {
		if strings.Contains(w.log.String(), private) {
			t.Errorf("the log holds %q: %s", private, w.log)
		}
	}
}
