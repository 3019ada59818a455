package main

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	fakediscord "backtalk/internal/fake/discord"
)

// server is a clinic's Discord server with the program in it.
type server struct {
	*home
	d                         *fakediscord.Server
	guild                     *fakediscord.Guild
	staff                     *fakediscord.Role
	general, lobby, staffRoom *fakediscord.Channel
	questions                 *fakediscord.Channel // a forum
	ann, bob, tess            *fakediscord.User    // tess is staff
	said                      []string             // every text that somebody wrote
}

func newServer(t *testing.T) *server {
	s := newGuild(t)
	s.home = newHome(t, fmt.Sprintf(`
clinic: {name: Example Clinic, phone: 555-010-0199, booking_url: https://example.com/book}
thresholds: {clarify: 0.6}
discord: {api_url: %s}
data: data
spaces:
  %q:
    listen: [%s]
    forums: [%s]
    forum_text: true
    staff: [%s]
    staff_channel: %s
`, s.d.API(), s.guild.ID, s.lobby.ID, s.questions.ID, s.staff.ID, s.staffRoom.ID), "BACKTALK_DISCORD_TOKEN="+fakediscord.Token)
	return s
}

// newGuild is a server without a program yet.
func newGuild(t *testing.T) *server {
	d := fakediscord.New(t)
	d.RequireNoPings()
	d.AllowIntents(fakediscord.MessageContent)
	g := d.AddGuild("Clinic")
	staff := d.AddRole(g, "team", 0)
	return &server{d: d, guild: g, staff: staff, general: d.AddChannel(g, "general"), lobby: d.AddChannel(g, "lobby"), staffRoom: d.AddChannel(g, "staff"),
		questions: d.AddForum(g, "questions"), ann: d.AddMember(g, "zz-ann-zz"), bob: d.AddMember(g, "zz-bob-zz"), tess: d.AddMember(g, "zz-tess-zz", staff)}
}

// up starts the program and waits until it is connected.
func (s *server) up() *running {
	s.t.Helper()
	return s.connected(s.serve())
}

// connected waits until the program is connected.
func (s *server) connected(p *running) *running {
	s.t.Helper()
	s.until("the bot connects", func() bool {
		select {
		case <-p.ended:
			s.t.Fatalf("the program ended: %v; it wrote\n%s", p.err, s.written)
		default:
		}
		return s.d.Connected() == 1 && len(s.d.Commands(nil)) > 0
	})
	return p
}

// say lets somebody write, and waits for the one reply.
func (s *server) say(x *fakediscord.Channel, who *fakediscord.User, text string, o ...fakediscord.SayOption) (*fakediscord.Message, *fakediscord.Message) {
	s.t.Helper()
	s.said = append(s.said, text)
	m := s.d.Say(x, who, text, o...)
	r := s.d.WaitReply(m, patience)
	if r == nil {
		s.t.Fatalf("%q got no reply; the program wrote\n%s", text, s.written)
	}
	return m, r
}

func (s *server) mention(text string) string { return s.d.Bot().Mention() + " " + text }

// answered waits for what an interaction shows.
func (s *server) answered(i *fakediscord.Interaction, private bool) *fakediscord.Message {
	s.t.Helper()
	m := i.Message(patience)
	if m == nil {
		s.t.Fatalf("an interaction got no answer; the program wrote\n%s", s.written)
	}
	if m.Ephemeral() != private {
		s.t.Errorf("%q: private is %v, want %v", m.Rendered(), m.Ephemeral(), private)
	}
	return m
}

const shiatsuText = "Shiatsu is done with the fingers and palms. It comes from Japan, and you stay dressed all the time."

// TestServeDiscord is a day in a clinic's server: the real program, as a process of its own, against a Discord that
// behaves.
func TestServeDiscord(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.write("articles/night.md", night)
	s.write(configName, s.read(configName)+"knowledge: {builtin: no}\n")
	p := s.up()

	// A mention, a repeat of it, a direct message.
	asked, reply := s.say(s.general, s.ann, s.mention("what is shiatsu"))
	lookFor(t, "a mention", reply.Rendered(), shiatsuText, "A small article", "https://example.com/book")
	_, dm := s.say(s.d.DM(s.bob), s.bob, "what is swedish massage")
	lookFor(t, "a direct message", dm.Rendered(), "Swedish massage uses long strokes")

	// Changed, then deleted: the reply follows.
	s.said = append(s.said, "will i sleep better")
	s.d.EditMessage(asked, s.mention("will i sleep better"))
	s.until("the reply changes", func() bool {
		r := s.d.Replies(asked)
		return len(r) == 1 && strings.Contains(r[0].Rendered(), "Massage may help")
	})
	s.d.DeleteMessage(asked)
	s.until("the reply goes", func() bool { return len(s.d.Replies(asked)) == 0 })

	// /ask with its proposals; the answer is for the asker alone.
	s.said = append(s.said, "tell me about shiatsu please")
	proposed := s.d.Typed(s.general, s.bob, "ask", "question", "shiat").Wait(patience)
	if proposed == nil || len(proposed.Choices) == 0 || proposed.Choices[0].Name != "Shiatsu" {
		t.Errorf("got proposals %+v, want the section", proposed)
	}
	private := s.answered(s.d.Slash(s.general, s.bob, "ask", map[string]any{"question": "tell me about shiatsu please"}), true)
	lookFor(t, "/ask", private.Rendered(), shiatsuText)
	lookFor(t, "/book", s.answered(s.d.Slash(s.general, s.bob, "book", nil), true).Rendered(), "https://example.com/book")
	lookFor(t, "/help", s.answered(s.d.Slash(s.general, s.bob, "help", nil), true).Rendered(), "seven days")

	s.staffAnswer()
	s.choices()
	s.askTheClinic()
	s.dangers()
	s.pauses()
	s.forum()
	s.newKnowledge()
	s.privacy()

	p.stop()
	s.forgotten(s.bob.ID)
	s.holdsNone(append(s.said, "zz-", fakediscord.Token)...)
	s.holdsNone(signIDs(t)...)
	s.keepsOnly(s.talk())
}

// talk is who said what for everybody to read.
func (s *server) talk() talk {
	said := talk{people: []string{s.ann.ID, s.bob.ID, s.tess.ID}}
	for _, c := range s.d.Channels(s.guild) {
		for _, m := range s.d.Messages(c) {
			said.public = append(said.public, m.ID)
		}
	}
	return said
}

// staffAnswer: staff find an answer to somebody's message and post it; others cannot.
func (s *server) staffAnswer() {
	s.t.Helper()
	s.said = append(s.said, "does anybody here know how shiatsu works")
	m := s.d.Say(s.general, s.ann, "does anybody here know how shiatsu works")
	found := s.answered(s.d.Menu(m, s.bob, "Find an answer"), true)
	lookFor(s.t, "Find an answer", found.Rendered(), shiatsuText)
	for _, b := range found.Buttons() {
		if strings.Contains(b.Label, "Post") {
			s.t.Errorf("a client may post: %q", b.Label)
		}
	}
	found = s.answered(s.d.Menu(m, s.tess, "Find an answer"), true)
	for _, b := range found.Buttons() {
		if strings.HasPrefix(b.Label, "Post") && !strings.Contains(b.Label, "link") {
			s.answered(s.d.Press(found, s.tess, b.Label), true)
			break
		}
	}
	s.until("the answer is posted", func() bool { return len(s.d.Replies(m)) == 1 })
	lookFor(s.t, "what staff posted", s.d.Replies(m)[0].Rendered(), shiatsuText, "hecked by the team")
}

// night is an article on what another one speaks of as well.
const night = `# Nights

## Sleeping and massage

Massage may help some people to sleep a little longer at night.

## Sleeping at home after a massage

After a massage, some people sleep at home at once.
`

// choices: a private answer offers others in a select; what is chosen takes its place.
func (s *server) choices() {
	s.t.Helper()
	s.said = append(s.said, "can massage help me sleep")
	m := s.d.Say(s.general, s.ann, "can massage help me sleep")
	found := s.answered(s.d.Menu(m, s.bob, "Find an answer"), true)
	selects := found.Selects()
	if len(selects) != 1 {
		s.t.Fatalf("nothing to choose from: %s", found.Rendered())
	}
	option := selects[0].Options[0]
	chosen := s.answered(s.d.Choose(found, s.bob, selects[0].CustomID, option.Value), true)
	if chosen.ID != found.ID || chosen.Rendered() == found.Rendered() || !strings.Contains(chosen.Rendered(), "section \""+option.Label+"\"") {
		s.t.Errorf("chose %q, got %s", option.Label, chosen.Rendered())
	}
}

// askTheClinic: a question without an answer is passed on, as a link, and nothing of its words.
func (s *server) askTheClinic() {
	s.t.Helper()
	before := len(s.d.Messages(s.staffRoom))
	m, r := s.say(s.general, s.ann, s.mention("how much for an hour"))
	lookFor(s.t, "what nobody answers", r.Rendered(), "555-010-0199", "[Ask the team]")
	s.answered(s.d.Press(r, s.ann, "Ask the team"), true)
	s.until("staff are told", func() bool { return len(s.d.Messages(s.staffRoom)) == before+1 })
	told := s.d.Messages(s.staffRoom)[before].Rendered()
	lookFor(s.t, "what staff are told", told, m.ID)
	if strings.Contains(told, "hour") {
		s.t.Errorf("staff are told the words: %s", told)
	}
}

// dangers: a warning stays, also where nobody asked the bot, and no booking is offered for a day.
func (s *server) dangers() {
	s.t.Helper()
	m, r := s.say(s.lobby, s.bob, "my chest hurts and my left arm is numb")
	lookFor(s.t, "a danger sign", r.Rendered(), "Call 911")
	s.d.DeleteMessage(m)
	_, held := s.say(s.d.DM(s.bob), s.bob, "book me in")
	lookFor(s.t, "booking after a warning", held.Rendered(), "doctor")
	if strings.Contains(held.Rendered(), "example.com/book") {
		s.t.Error("the booking link is given after a warning")
	}
	if len(s.d.Replies(m)) != 1 {
		s.t.Error("the warning went with its question")
	}
}

// pauses: staff hush the bot, and only dangers are answered.
func (s *server) pauses() {
	s.t.Helper()
	s.d.OpenCommand("backtalk") // as an admin does in Server Settings > Integrations
	s.answered(s.d.Slash(s.general, s.tess, "backtalk pause", nil), true)
	s.said = append(s.said, "and what is swedish massage")
	quiet := s.d.Say(s.general, s.ann, s.mention("and what is swedish massage"))
	_, warned := s.say(s.general, s.ann, s.mention("i cant feel my legs and i cant pee"))
	lookFor(s.t, "a danger sign while paused", warned.Rendered(), "911")
	if len(s.d.Replies(quiet)) != 0 {
		s.t.Error("it answers while it is paused")
	}
	lookFor(s.t, "status", s.answered(s.d.Slash(s.general, s.tess, "backtalk status", nil), true).Rendered(), "here")
	s.answered(s.d.Slash(s.general, s.tess, "backtalk resume", nil), true)
}

// privacy: bob, who was warned, sees in a direct message what is kept of him, and has it erased but for that.
func (s *server) privacy() {
	s.t.Helper()
	kept := s.answered(s.d.Slash(s.d.DM(s.bob), s.bob, "privacy", nil), false)
	lookFor(s.t, "/privacy", kept.Rendered(), "the ids and times of", "That you were warned stays until", "train nothing", "[Forget me]")
	receipt := s.d.Press(kept, s.bob, "Forget me")
	s.until("a receipt", func() bool {
		return slices.ContainsFunc(append(receipt.FollowUps(), receipt.Message(patience)), func(m *fakediscord.Message) bool {
			return m != nil && strings.Contains(m.Rendered(), "I've erased")
		})
	})
	again := s.answered(s.d.Slash(s.general, s.bob, "privacy", nil), true)
	lookFor(s.t, "/privacy after that", again.Rendered(), "nothing that names you", "That you were warned stays until")
}

// forgotten wants that a program which has ended kept nothing that names somebody, but that they were warned.
func (h *home) forgotten(person string) {
	h.t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(h.dir, "data", "backtalk.db"))
	if err != nil {
		h.t.Fatal(err)
	}
	defer db.Close()
	all, err := column(db, `SELECT key || ' ' || author FROM accepted UNION ALL SELECT key || ' ' || value FROM kept UNION ALL SELECT ref || ' ' || aside FROM posted UNION ALL SELECT message FROM pending`)
	if err != nil || len(all) == 0 {
		h.t.Fatalf("got %d rows, %v", len(all), err)
	}
	held := 0
	for _, row := range all {
		kind, _, _ := strings.Cut(row, "/")
		switch warned := slices.Contains([]string{"hold", "open", "stands", "lift"}, kind); {
		case !strings.Contains(row, person):
		case warned:
			held++
		default:
			h.t.Errorf("somebody who was forgotten is named: %s", row)
		}
	}
	if held == 0 {
		h.t.Error("the hold went, too")
	}
}

// forum: a new post gets an answer in its thread, or nothing.
func (s *server) forum() {
	s.t.Helper()
	s.said = append(s.said, "explain shiatsu to me", "a long day and a question")
	thread, _ := s.d.Post(s.questions, s.ann, "a long day and a question", "explain shiatsu to me")
	s.until("the post is answered", func() bool { return len(s.d.Messages(thread)) == 2 })
	lookFor(s.t, "a forum post", s.d.Messages(thread)[1].Rendered(), shiatsuText)
}

// newKnowledge: a changed article is taken in while the program runs, and a broken one is not.
func (s *server) newKnowledge() {
	s.t.Helper()
	file := filepath.Join(s.dir, "articles", "massage.md")
	old, err := os.ReadFile(file)
	if err != nil {
		s.t.Fatal(err)
	}
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			s.t.Fatal(err)
		}
	}
	write("no \xff text")
	s.until("the broken article is reported", func() bool { return strings.Contains(s.written.String(), "goes on serving") })
	_, r := s.say(s.general, s.tess, s.mention("is oil used in swedish"))
	lookFor(s.t, "with a broken article", r.Rendered(), "Swedish massage uses long strokes")
	write(strings.ReplaceAll(string(old), "Swedish massage uses long strokes and some oil.", "Swedish massage uses warm oil."))
	s.until("the knowledge is reloaded", func() bool { return strings.Contains(s.written.String(), "knowledge reloaded") })
	_, r = s.say(s.d.DM(s.tess), s.tess, "swedish strokes") // ann was warned a moment ago
	lookFor(s.t, "with the new article", r.Rendered(), "Swedish massage uses warm oil.")
}

// TestServeRefuses: what cannot work ends with one sentence that says what to do, without a token in it.
func TestServeRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, token, want string
		spoil             func(*server)
	}{
		{"no token", "", "backtalk setup", func(*server) {}},
		{"wrong token", "zz-wrong", "BACKTALK_DISCORD_TOKEN", func(*server) {}},
		{"intent off", fakediscord.Token, "Message Content Intent", func(s *server) { s.d.ForbidIntents(fakediscord.MessageContent) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newServer(t)
			s.d.AllowViolations()
			tt.spoil(s)
			s.env = []string{"BACKTALK_DISCORD_TOKEN=" + tt.token}
			p := s.serve()
			p.wait()
			if p.cmd.ProcessState.ExitCode() != 1 {
				t.Errorf("got exit code %d, want 1", p.cmd.ProcessState.ExitCode())
			}
			lookFor(t, "the sentence", s.written.String(), tt.want)
			if strings.Contains(s.written.String(), "zz-wrong") || strings.Contains(s.written.String(), fakediscord.Token) {
				t.Errorf("the token is shown: %s", s.written)
			}
		})
	}
}
