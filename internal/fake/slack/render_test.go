package fakeslack_test

import (
	"slices"
	"testing"

	"github.com/slack-go/slack"

	fakeslack "backtalk/internal/fake/slack"
)

// post lets the bot say something and returns how it stands there.
func post(t *testing.T, s *fakeslack.Server, c *fakeslack.Channel, options ...slack.MsgOption) fakeslack.Message {
	t.Helper()
	_, ts, err := client(s).PostMessage(c.ID, options...)
	if err != nil {
		t.Fatal(err)
	}
	m, ok := c.Message(ts)
	if !ok {
		t.Fatal("the message is not there")
	}
	return m
}

func TestMrkdwn(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	for _, c := range []struct{ text, want string }{
		{"plain", "plain"}, {"*bold* _it_ ~no~ `code`", "bold it no code"}, {"2*3*4 snake_case_name a~b~c", "2*3*4 snake_case_name a~b~c"},
		{"* item\n* item", "* item\n* item"}, {"*_both_*", "both"}, {"*not\nover lines*", "*not\nover lines*"}, {"* a *", "* a *"},
		{"&lt;b&gt; &amp;amp;", "<b> &amp;"}, {"<https://x.test|here>", "here"}, {"<https://x.test>", "https://x.test"}, {"see https://x.test/a.", "see https://x.test/a."},
		{"<@" + ann.ID + "> hi", "@ann hi"}, {"<!here> <!channel>", "@here @channel"}, {"<#" + general.ID + ">", "#general"},
		{"<b>", "<b>"}, {"<@U0NOBODY0>", "<@U0NOBODY0>"}, {"> quote\n&gt; too", "quote\ntoo"}, {"`*raw* &amp;`", "*raw* &"},
		{"```\n*raw* <@" + ann.ID + ">```", "*raw* @ann"}, {":warning: 10:30:45 :nosuch:", "⚠️ 10:30:45 :nosuch:"}, {"**a**", "**a**"},
		{"*a* *b*", "a b"}, {"(_x_)", "(x)"}, {"5 > 3", "5 > 3"},
	} {
		if got := post(t, s, general, slack.MsgOptionText(c.text, false)).Rendered(); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestRichTextIsLiteral(t *testing.T) {
	t.Parallel()
	s, general, _ := clinic(t)
	for _, text := range []string{"<!channel> <@U1> <https://x|y> @here &amp; * _ ~ `*a*` :warning:", "> q", "*b*", "&lt;"} {
		rich := slack.NewRichTextBlock("r", slack.NewRichTextSection(slack.NewRichTextSectionTextElement(text, nil)))
		m := post(t, s, general, slack.MsgOptionText("spoken", false), slack.MsgOptionBlocks(rich))
		if got := m.Rendered(); got != text {
			t.Errorf("rich text: got %q, want %q", got, text)
		}
		if m.Spoken() != "spoken" || len(m.Mentions()) != 0 || len(m.Links()) != 0 {
			t.Errorf("got %q %v %v", m.Spoken(), m.Mentions(), m.Links())
		}
		flat := slack.NewSectionBlock(slack.NewTextBlockObject(slack.PlainTextType, text, false, false), nil, nil)
		off := false
		flat.Text.Emoji = &off
		if got := post(t, s, general, slack.MsgOptionText("x", false), slack.MsgOptionBlocks(flat)).Rendered(); got != text {
			t.Errorf("plain text: got %q, want %q", got, text)
		}
	}
}

func TestMentions(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t)
	bob := s.Team().AddUser("bob")
	general.AddUsers(bob)
	staff := s.Team().AddGroup("staff", bob)
	section := func(text string, verbatim bool) slack.MsgOption {
		return slack.MsgOptionBlocks(slack.NewSectionBlock(slack.NewTextBlockObject(slack.MarkdownType, text, false, verbatim), nil, nil))
	}
	for _, c := range []struct {
		name     string
		option   slack.MsgOption
		mentions []string
	}{
		{"none", slack.MsgOptionText("hello @here @ann", false), nil},
		{"escaped", slack.MsgOptionText("<!channel>", true), nil},
		{"channel", slack.MsgOptionText("<!channel>", false), []string{"!channel"}},
		{"person", slack.MsgOptionText("<@"+ann.ID+">", false), []string{ann.ID}},
		{"group", slack.MsgOptionText("<!subteam^"+staff.ID+">", false), []string{staff.ID}},
		{"block", section("@here", false), []string{"!here"}},
		{"verbatim block", section("@here", true), nil},
	} {
		m := post(t, s, general, c.option)
		if got := m.Mentions(); !slices.Equal(got, c.mentions) {
			t.Errorf("%s: got mentions %q, want %q", c.name, got, c.mentions)
		}
	}
	m := post(t, s, general, section("see https://x.test/a, or <https://y.test|y>", false))
	if got := m.Links(); len(got) != 2 {
		t.Errorf("got links %v", got)
	}
	if got := post(t, s, general, section("see https://x.test/a", true)).Links(); len(got) != 0 {
		t.Errorf("got links %v in a verbatim text", got)
	}
}

func FuzzMrkdwn(f *testing.F) {
	for _, s := range []string{"*a*", "<https://x|y>", "`a`", "```a```", "&amp;", "<!here>", ":warning:", "\x00", "~_*a*_~", "> a"} {
		f.Add(s)
	}
	s, err := fakeslack.Listen("127.0.0.1:0")
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	c := s.Team().AddChannel("general").AddBot()
	ann := s.Team().AddUser("ann")
	c.AddUsers(ann)
	f.Fuzz(func(t *testing.T, text string) {
		m, _ := c.Message(ann.Say(c, text).TS)
		m.Blocks = nil
		got := m.Rendered()
		if again := m.Rendered(); again != got {
			t.Errorf("got %q, then %q", got, again)
		}
	})
}
