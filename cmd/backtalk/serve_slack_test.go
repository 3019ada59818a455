package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	fakediscord "backtalk/internal/fake/discord"
	fakeslack "backtalk/internal/fake/slack"
	fakewire "backtalk/internal/fake/wire"
)

// workspace is a clinic's Slack workspace with the program in it.
type workspace struct {
	*home
	s                         *fakeslack.Server
	team                      *fakeslack.Team
	general, lobby, staffRoom *fakeslack.Channel
	ann, bob, tess            *fakeslack.User // tess is staff
	said                      []string        // every text that somebody wrote
}

// newWorkspace is a workspace whose program has more in its configuration and environment, too.
func newWorkspace(t *testing.T, discord, spaces string, env ...string) *workspace {
	return newWorkspaceOn(t, fakeslack.New(t), discord, spaces, env...)
}

func newWorkspaceOn(t *testing.T, s *fakeslack.Server, discord, spaces string, env ...string) *workspace {
	team := s.Team()
	w := &workspace{s: s, team: team, ann: team.AddUser("zz-ann-zz"), bob: team.AddUser("zz-bob-zz"), tess: team.AddUser("zz-tess-zz")}
	w.general, w.lobby, w.staffRoom = team.AddChannel("general").AddBot(), team.AddChannel("lobby").AddBot(), team.AddChannel("staff").AddBot()
	if spaces != "" {
		spaces = fmt.Sprintf(spaces, "slack:"+team.ID+"/"+w.staffRoom.ID)
	}
	w.home = newHome(t, fmt.Sprintf(`
clinic: {name: Example Clinic, phone: 555-010-0199, booking_url: https://example.com/book}
thresholds: {clarify: 0.6}
slack: {api_url: %q}
%s
data: data
spaces:
  %s:
    listen: [%s]
    staff: [%s]
    staff_channel: %s
%s`, s.APIURL(), discord, team.ID, w.lobby.ID, w.tess.ID, w.staffRoom.ID, spaces),
		append(env, "BACKTALK_SLACK_APP_TOKEN="+s.AppToken(), "BACKTALK_SLACK_BOT_TOKEN="+team.BotToken())...)
	w.installManifest()
	return w
}

// installManifest sets the app up by the manifest that the program prints, so that its scopes and events are enough.
func (w *workspace) installManifest() {
	w.t.Helper()
	p := w.start("slack", "manifest")
	p.wait()
	out := w.written.String()
	if !json.Valid([]byte(out)) {
		w.t.Fatalf("the manifest is no JSON:\n%s", out)
	}
	if err := w.s.Install([]byte(out)); err != nil {
		w.t.Fatal(err)
	}
	w.written = &fakewire.Log{}
}

func (w *workspace) up() *running {
	w.t.Helper()
	p := w.serve()
	w.until("the bot connects to Slack", func() bool {
		select {
		case <-p.ended:
			w.t.Fatalf("the program ended: %v; it wrote\n%s", p.err, w.written)
		default:
		}
		return w.s.Connections() == 2
	})
	return p
}

// say lets somebody write in a channel, and waits for the reply in the thread.
func (w *workspace) say(who *fakeslack.User, c *fakeslack.Channel, text string) (fakeslack.Said, fakeslack.Message) {
	w.t.Helper()
	w.said = append(w.said, strings.TrimPrefix(text, "@backtalk "))
	said := who.Say(c, text)
	replies := c.AwaitReplies(w.t, said.TS, 1)
	return said, replies[0]
}

// tell lets somebody write a direct message, and waits for the n-th thing that the bot says there.
func (w *workspace) tell(who *fakeslack.User, text string) fakeslack.Message {
	w.t.Helper()
	w.said = append(w.said, text)
	said := who.Tell(text)
	w.until("a direct message is answered", func() bool {
		return len(fakeslack.BotMessages(append(who.DM().Messages(who), who.DM().Thread(said.TS, who)...))) > 0 && answerTo(who, said) != nil
	})
	return *answerTo(who, said)
}

// answerTo is what the bot said after a direct message.
func answerTo(who *fakeslack.User, said fakeslack.Said) *fakeslack.Message {
	for _, m := range append(who.DM().Messages(who), who.DM().Thread(said.TS, who)...) {
		if m.FromBot && m.TS > said.TS {
			return &m
		}
	}
	return nil
}

// TestServeBoth is a day of a clinic that has its clients on Discord and its staff on Slack: the real program against
// both at once.
func TestServeBoth(t *testing.T) {
	t.Parallel()
	d := fakediscord.New(t)
	d.RequireNoPings()
	g := d.AddGuild("Clinic")
	room, carl := d.AddChannel(g, "general"), d.AddMember(g, "zz-carl-zz")
	w := newWorkspace(t, "discord: {api_url: "+d.API()+"}", fmt.Sprintf("  %q: {staff_channel: %q}\n", g.ID, "%s"),
		"BACKTALK_DISCORD_TOKEN="+fakediscord.Token)
	p := w.up()
	w.until("the bot connects to Discord", func() bool { return d.Connected() == 1 })

	// A mention, a follow-up in its thread, a direct message.
	said, reply := w.say(w.ann, w.general, "@backtalk what is shiatsu")
	lookFor(t, "a mention", reply.Rendered(), shiatsuText, "A small article")
	lookFor(t, "what a screen reader says", reply.Spoken(), "Shiatsu is done with the fingers and palms.")
	w.said = append(w.said, "and what is swedish massage")
	w.ann.Reply(w.general, said.TS, "and what is swedish massage")
	more := w.general.AwaitReplies(t, said.TS, 2)
	lookFor(t, "a follow-up", more[len(more)-1].Rendered(), "Swedish massage uses long strokes")
	lookFor(t, "a direct message", w.tell(w.bob, "will i sleep better").Rendered(), "Massage may help you sleep")

	// Changed, then deleted.
	said, _ = w.say(w.bob, w.general, "@backtalk is oil used in swedish")
	w.bob.Edit(said, "@backtalk how does shiatsu work")
	w.until("the reply changes", func() bool {
		r := fakeslack.BotMessages(w.general.Thread(said.TS, nil))
		return len(r) == 1 && strings.Contains(r[0].Rendered(), shiatsuText)
	})
	w.bob.Delete(said)
	w.until("the reply goes", func() bool { return len(fakeslack.BotMessages(w.general.Thread(said.TS, nil))) == 0 })

	w.commands()
	w.s.DisconnectOldest("refresh_requested")
	w.staffAnswer()
	w.homeTab()
	w.dangers()
	w.pauses()

	// "Ask the team" on Discord arrives with the staff on Slack.
	w.said = append(w.said, "how much for an hour")
	asked := d.Say(room, carl, d.Bot().Mention()+" how much for an hour")
	answer := d.WaitReply(asked, patience)
	if answer == nil {
		t.Fatalf("no reply on Discord; the program wrote\n%s", w.written)
	}
	press := d.Press(answer, carl, "Ask the team")
	w.until("a private confirmation", func() bool { // a message of its own, when telling staff takes a second
		shown := append(press.FollowUps(), press.Message(patience))
		return slices.ContainsFunc(shown, func(m *fakediscord.Message) bool { return m != nil && m.Ephemeral() })
	})
	w.until("staff on Slack get a link to the question", func() bool {
		for _, m := range w.staffRoom.Messages(w.tess) {
			if strings.Contains(fmt.Sprint(m.Links()), asked.ID) {
				return true
			}
		}
		return false
	})

	p.stop()
	w.holdsNone(append(w.said, "zz-", fakediscord.Token, w.s.AppToken(), w.team.BotToken())...)
	heard := talk{people: []string{w.ann.ID, w.bob.ID, w.tess.ID, carl.ID}}
	for _, c := range []*fakeslack.Channel{w.general, w.lobby, w.staffRoom} {
		for _, m := range c.All() {
			heard.public = append(heard.public, m.TS)
		}
	}
	for _, m := range d.Messages(room) {
		heard.public = append(heard.public, m.ID)
	}
	w.holdsNone(signIDs(t)...)
	w.keepsOnly(heard)
}

// commands: /faq answers privately; its empty form searches as somebody types.
func (w *workspace) commands() {
	w.t.Helper()
	w.said = append(w.said, "tell me about shiatsu please")
	if _, err := w.bob.Command(w.general, "/faq", "tell me about shiatsu please").Wait(patience); err != nil {
		w.t.Fatal(err)
	}
	shown := w.general.AwaitPrivate(w.t, w.bob, 1)
	lookFor(w.t, "/faq", shown[0].Rendered(), shiatsuText)
	if _, err := w.ann.Command(w.general, "/faq", "").Wait(patience); err != nil {
		w.t.Fatal(err)
	}
	form := w.ann.AwaitView(w.t, "")
	for _, c := range form.Controls() {
		if c.Type != "external_select" {
			continue
		}
		options, err := w.ann.Type(form, c.ActionID, "shiat")
		if err != nil || len(options) == 0 || options[0].Label != "Shiatsu" {
			w.t.Errorf("got proposals %+v, %v, want the section", options, err)
		}
		return
	}
	w.t.Errorf("nothing to search in: %s", form.Rendered())
}

// staffAnswer: staff find an answer to somebody's message and post it in the thread.
func (w *workspace) staffAnswer() {
	w.t.Helper()
	w.said = append(w.said, "does anybody here know how shiatsu works")
	said := w.ann.Say(w.general, "does anybody here know how shiatsu works")
	m, ok := w.general.Message(said.TS)
	if !ok {
		w.t.Fatal("the message is not there")
	}
	if _, err := w.tess.MessageShortcut(m, "backtalk.find"); err != nil {
		w.t.Fatal(err)
	}
	form := w.tess.AwaitView(w.t, "")
	w.until("the form holds the answer", func() bool {
		form = w.tess.AwaitView(w.t, "")
		return strings.Contains(form.Rendered(), shiatsuText)
	})
	if _, err := w.tess.SubmitView(form); err != nil {
		w.t.Fatal(err)
	}
	posted := w.general.AwaitReplies(w.t, said.TS, 1)
	lookFor(w.t, "what staff posted", posted[0].Rendered(), shiatsuText, "hecked by the team")
}

// homeTab: the app's own page says what it is.
func (w *workspace) homeTab() {
	w.t.Helper()
	w.bob.OpenHome("home")
	lookFor(w.t, "Home", w.bob.AwaitHome(w.t).Rendered(), "seven days")
}

// dangers: a warning also where nobody asked the bot, and no booking for a day.
func (w *workspace) dangers() {
	w.t.Helper()
	said, warning := w.say(w.bob, w.lobby, "my chest hurts and my left arm is numb")
	lookFor(w.t, "a danger sign", warning.Rendered(), "Call 911")
	w.bob.Delete(said)
	held := w.tell(w.bob, "book me in").Rendered()
	lookFor(w.t, "booking after a warning", held, "doctor")
	if strings.Contains(held, "example.com/book") {
		w.t.Error("the booking link is given after a warning")
	}
	if len(fakeslack.BotMessages(w.lobby.Thread(said.TS, nil))) != 1 {
		w.t.Error("the warning went with its question")
	}
}

// pauses: staff hush the bot; only dangers are answered.
func (w *workspace) pauses() {
	w.t.Helper()
	if _, err := w.tess.Command(w.general, "/faq", "pause").Wait(patience); err != nil {
		w.t.Fatal(err)
	}
	w.general.AwaitPrivate(w.t, w.tess, 1)
	w.said = append(w.said, "tell me about swedish")
	quiet := w.ann.Say(w.general, "@backtalk tell me about swedish")
	_, warned := w.say(w.ann, w.general, "@backtalk i cant feel my legs and i cant pee")
	lookFor(w.t, "a danger sign while paused", warned.Rendered(), "911")
	if n := len(fakeslack.BotMessages(w.general.Thread(quiet.TS, nil))); n != 0 {
		w.t.Errorf("it answers %d times while it is paused", n)
	}
	if _, err := w.tess.Command(w.general, "/faq", "resume").Wait(patience); err != nil {
		w.t.Fatal(err)
	}
}

// TestSlackRefuses: what cannot work ends with one sentence that says what to do, without a token in it.
func TestSlackRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, want string
		spoil      func(*workspace)
	}{
		{"one token missing", "BACKTALK_SLACK_APP_TOKEN is not set", func(w *workspace) {
			w.env = []string{"BACKTALK_SLACK_BOT_TOKEN=" + w.team.BotToken()}
		}},
		{"the wrong way round", "BACKTALK_SLACK_", func(w *workspace) {
			w.env = []string{"BACKTALK_SLACK_BOT_TOKEN=" + w.s.AppToken(), "BACKTALK_SLACK_APP_TOKEN=" + w.team.BotToken()}
		}},
		{"a revoked token", "BACKTALK_SLACK_BOT_TOKEN", func(w *workspace) { w.team.SetAuthError("token_revoked") }},
		{"Socket Mode off", "Socket Mode", func(w *workspace) { w.s.SetSocketMode(false) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorkspace(t, "", "")
			tt.spoil(w)
			p := w.serve()
			p.wait()
			if p.cmd.ProcessState.ExitCode() != 1 {
				t.Errorf("got exit code %d, want 1", p.cmd.ProcessState.ExitCode())
			}
			out := w.written.String()
			lookFor(t, "the sentence", out, tt.want)
			if strings.Contains(out, w.s.AppToken()) || strings.Contains(out, w.team.BotToken()) {
				t.Errorf("a token is shown: %s", out)
			}
		})
	}
}
