package fakeslack_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	fakeslack "backtalk/internal/fake/slack"
)

func plain(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, s, false, false)
}

func TestCommand(t *testing.T) {
	t.Parallel()
	s, _, ann := clinic(t)
	start(t, s, func(b *bot) {
		b.command = func(c slack.SlashCommand) any {
			return map[string]any{"response_type": "ephemeral", "text": "about " + c.Text}
		}
	})
	// Commands work where the bot is not a member.
	c := ann.Command(s.Team().AddChannel("elsewhere"), "/faq", "sleep")
	if a, err := c.Wait(limit); err != nil || !strings.Contains(string(a.Payload), "about sleep") {
		t.Fatalf("got %s %v", a.Payload, err)
	}
	if got := c.Channel.Messages(ann); len(got) != 1 || !got[0].Ephemeral || got[0].Rendered() != "about sleep" {
		t.Errorf("got %v", got)
	}
	if got := c.Channel.Messages(nil); len(got) != 0 {
		t.Errorf("got %v for everybody", got)
	}
	post := func(m *slack.WebhookMessage) error {
		return slack.PostWebhookCustomHTTPContext(t.Context(), c.ResponseURL, oneShot(), m)
	}
	for i := range 5 {
		if err := post(&slack.WebhookMessage{Text: "more", ResponseType: slack.ResponseTypeInChannel}); err != nil {
			t.Fatalf("use %d: %v", i+1, err)
		}
	}
	if err := post(&slack.WebhookMessage{Text: "too much"}); err == nil {
		t.Error("got no error for the sixth use")
	}
	if got := c.Channel.Messages(nil); len(got) != 5 {
		t.Errorf("got %d messages in the channel, want 5", len(got))
	}
}

func TestPressAndReplace(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	answered := make(chan error, 1)
	start(t, s, func(b *bot) {
		b.act = func(_ *bot, ic slack.InteractionCallback) {
			answered <- slack.PostWebhookCustomHTTPContext(t.Context(), ic.ResponseURL, oneShot(), &slack.WebhookMessage{Text: "shared", ReplaceOriginal: true})
		}
	})
	button := slack.NewButtonBlockElement("share", "p1", plain("Share in channel"))
	link := slack.NewButtonBlockElement("book", "", plain("Book"))
	link.URL = "https://clinic.test/book"
	if _, err := client(s).PostEphemeral(general.ID, ann.ID, slack.MsgOptionText("answer", false),
		slack.MsgOptionBlocks(slack.NewSectionBlock(plain("answer"), nil, nil), slack.NewActionBlock("a", button, link))); err != nil {
		t.Fatal(err)
	}
	m := general.AwaitPrivate(t, ann, 1)[0]
	if got, want := m.Rendered(), "answer\n[Share in channel] [Book]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := m.Links(); len(got) != 1 || got[0] != (fakeslack.Link{Label: "Book", URL: "https://clinic.test/book"}) {
		t.Errorf("got links %v", got)
	}
	d, err := ann.Press(m, "Share in channel")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Wait(limit); err != nil {
		t.Fatal(err)
	}
	if err := <-answered; err != nil {
		t.Fatal(err)
	}
	if got := general.Messages(ann); len(got) != 1 || got[0].Rendered() != "answer" && got[0].Rendered() != "shared" {
		t.Errorf("got %v", got)
	}
	if _, err := ann.Press(m, "No such button"); err == nil {
		t.Error("got no error for a button that is not there")
	}
}

// form is a modal with a menu that searches, and a line of text.
func form() slack.ModalViewRequest {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, plain("Type a question"), "question")
	least := 1
	menu.MinQueryLength = &least
	text := slack.NewPlainTextInputBlockElement(nil, "line")
	note := slack.NewInputBlock("note", plain("Your own line"), nil, text)
	note.Optional = true
	return slack.ModalViewRequest{Type: slack.VTModal, CallbackID: "ask", Title: plain("Ask"), Submit: plain("Send"), Close: plain("Close"),
		PrivateMetadata: "m", NotifyOnClose: true,
		Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewInputBlock("q", plain("Question"), nil, menu), note}}}
}

func TestFormWithSearch(t *testing.T) {
	t.Parallel()
	s, _, ann := clinic(t)
	var submitted slack.InteractionCallback
	start(t, s, func(b *bot) {
		b.act = func(b *bot, ic slack.InteractionCallback) {
			if ic.Type == slack.InteractionTypeShortcut {
				if _, err := b.api.OpenView(ic.TriggerID, form()); err != nil {
					t.Error(err)
				}
			}
		}
		b.answer = func(ic slack.InteractionCallback) any {
			switch ic.Type {
			case slack.InteractionTypeBlockSuggestion:
				return slack.OptionsResponse{Options: []*slack.OptionBlockObject{slack.NewOptionBlockObject("t1", plain("Does "+ic.Value+" help?"), nil)}}
			case slack.InteractionTypeViewSubmission:
				submitted = ic
				if ic.View.State.Values["note"]["line"].Value == "bad" {
					return slack.NewErrorsViewSubmissionResponse(map[string]string{"note": "Say it another way."})
				}
				next := form()
				next.Title, next.CallbackID = plain("Done"), "done"
				return slack.NewUpdateViewSubmissionResponse(&next)
			}
			return nil
		}
	})
	ann.Shortcut("ask")
	v := ann.AwaitView(t, "Ask")
	if got := v.Rendered(); got != "Ask\nQuestion [Type a question ▾]\nYour own line\n[Send]" {
		t.Errorf("got %q", got)
	}
	if _, err := ann.SubmitView(v); err == nil || !strings.Contains(err.Error(), "Question") {
		t.Errorf("got %v, want the form not sent without a question", err)
	}
	if _, err := ann.Choose(v, "Question", "Does massage help?"); err == nil {
		t.Error("got no error for an option that was not offered")
	}
	options, err := ann.Type(v, "Question", "massage")
	if err != nil || len(options) != 1 || options[0].Label != "Does massage help?" {
		t.Fatalf("got %v %v", options, err)
	}
	if _, err := ann.Choose(v, "Question", "Does massage help?"); err != nil {
		t.Fatal(err)
	}
	if err := ann.Fill(v, "Your own line", "bad"); err != nil {
		t.Fatal(err)
	}
	out, err := ann.SubmitView(v)
	if err != nil || out.Errors["note"] == "" || len(out.Open) != 1 {
		t.Fatalf("got %+v %v, want an error under the line", out, err)
	}
	if err := ann.Fill(v, "Your own line", "good"); err != nil {
		t.Fatal(err)
	}
	out, err = ann.SubmitView(v)
	if err != nil || len(out.Open) != 1 || out.Open[0].Title != "Done" {
		t.Fatalf("got %+v %v, want the form changed", out, err)
	}
	if got := submitted.View.State.Values["q"]["question"].SelectedOption.Value; got != "t1" || submitted.View.PrivateMetadata != "m" {
		t.Errorf("got %q in the submission", got)
	}
	if d := ann.CloseView(out.Open[0]); d == nil || len(ann.Views()) != 0 {
		t.Error("want the app told of the closing")
	}
}

func TestTriggers(t *testing.T) {
	t.Parallel()
	s, _, ann := clinic(t, fakeslack.WithTiming(fakeslack.Timing{Trigger: limit}))
	ids := make(chan string, 2)
	start(t, s, func(b *bot) { b.act = func(_ *bot, ic slack.InteractionCallback) { ids <- ic.TriggerID } })
	api := client(s)
	ann.Shortcut("ask")
	id := <-ids
	if _, err := api.OpenView(id, form()); err != nil {
		t.Fatal(err)
	}
	if _, err := api.OpenView(id, form()); code(err) != "exchanged_trigger_id" {
		t.Errorf("got %v", err)
	}
	if _, err := api.OpenView("1.2.3", form()); code(err) != "invalid_trigger_id" {
		t.Errorf("got %v", err)
	}
	v := ann.Views()[0]
	if _, err := api.UpdateView(form(), "", "wrong", v.ID); code(err) != "hash_conflict" {
		t.Errorf("got %v", err)
	}
	if _, err := api.UpdateView(form(), "", v.Hash, v.ID); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestMessageShortcut(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	got := make(chan slack.InteractionCallback, 1)
	start(t, s, func(b *bot) { b.act = func(_ *bot, ic slack.InteractionCallback) { got <- ic } })
	said := ann.Say(general, "my back & neck")
	m, _ := general.Message(said.TS)
	if _, err := ann.MessageShortcut(m, "find"); err != nil {
		t.Fatal(err)
	}
	ic := <-got
	if ic.Type != slack.InteractionTypeMessageAction || ic.Message.Text != "my back &amp; neck" || ic.Channel.ID != general.ID || ic.ResponseURL == "" || ic.CallbackID != "find" {
		t.Errorf("got %+v", ic)
	}
}

func TestHome(t *testing.T) {
	t.Parallel()
	s, _, ann := clinic(t)
	b := start(t, s, nil)
	if err := ann.OpenHome("home").Wait(limit); err != nil {
		t.Fatal(err)
	}
	home := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewSectionBlock(plain("Welcome"), nil, nil)}}}
	if _, err := b.api.PublishViewContext(t.Context(), slack.PublishViewContextRequest{UserID: ann.ID, View: home}); err != nil {
		t.Fatal(err)
	}
	if got := ann.AwaitHome(t).Rendered(); got != "Welcome" {
		t.Errorf("got %q", got)
	}
	stale := "stale"
	if _, err := b.api.PublishViewContext(t.Context(), slack.PublishViewContextRequest{UserID: ann.ID, View: home, Hash: &stale}); code(err) != "hash_conflict" {
		t.Errorf("got %v", err)
	}
}

func TestOtherEvents(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	b := start(t, s, nil)
	for _, p := range []fakeslack.Said{ann.OpenHome("messages"), ann.LookAt(general), ann.OpenAssistant(general),
		ann.SayWithFile(general, "see picture"), ann.Say(general, "https://x.test").Unfurl()} {
		if err := p.Wait(limit); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range s.Team().Uninstall() {
		if _, err := d.Wait(limit); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"app_home_opened", "app_context_changed", "assistant_thread_started",
		"message", "app_uninstalled", "tokens_revoked"} {
		if !s.Wait(limit, func() bool { return slices.Contains(b.all(), want) }) {
			t.Errorf("the bot got %v, want %s among it", b.all(), want)
		}
	}
}

func TestOddThings(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	start(t, s, nil)
	s.Team().SendUnknownEvent()
	s.Team().SendOddEvents()
	for _, f := range fakeslack.OddFrames() {
		_ = s.SendFrame(f)
	}
	// slack-go goes on, on this connection or the next.
	s.Wait(time.Second, func() bool { return s.Connected() > 1 })
	if err := s.AwaitConnections(1, limit); err != nil {
		t.Fatal(err)
	}
	said := ann.Say(general, "@backtalk still there?")
	if err := said.Wait(limit); err != nil {
		t.Fatal(err)
	}
}

func TestSubscriptions(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	s.Subscribe("app_mention", "message.im")
	if got := ann.Say(general, "@backtalk hi").Deliveries; len(got) != 1 || got[0].Name != "app_mention" {
		t.Errorf("got %v, want the mention alone", got)
	}
	if got := ann.Say(general, "hi").Deliveries; len(got) != 0 {
		t.Errorf("got %v, want nothing", got)
	}
	s.Team().SetScopes("chat:write")
	if got := ann.Say(general, "@backtalk hi").Deliveries; len(got) != 0 {
		t.Errorf("got %v without the scope, want nothing", got)
	}
	s.Subscribe(fakeslack.Events()...)
	s.Team().SetScopes(fakeslack.Scopes()...)
	if got := ann.Say(s.Team().AddChannel("apart"), "@backtalk hi").Deliveries; len(got) != 0 {
		t.Errorf("got %v where the bot is not, want nothing", got)
	}
	for order, want := range map[fakeslack.TwinOrder]string{fakeslack.MentionFirst: "app_mention", fakeslack.MessageFirst: "message"} {
		s.Twins(order)
		if got := ann.Say(general, "@backtalk hi").Deliveries; len(got) != 2 || got[0].Name != want {
			t.Errorf("got %v, want %s first", got, want)
		}
	}
	shared := s.Team().AddSharedChannel("shared").AddBot()
	var p struct {
		Shared bool `json:"is_ext_shared_channel"`
	}
	if err := json.Unmarshal(ann.Say(shared, "@backtalk hi").Deliveries[0].Payload(), &p); err != nil || !p.Shared {
		t.Errorf("got %+v %v, want is_ext_shared_channel", p, err)
	}
}
