package fakeslack_test

import (
	"slices"
	"testing"
	"time"

	"github.com/slack-go/slack"

	fakeslack "backtalk/internal/fake/slack"
)

// TestKitchenSink shows that what slack-go makes of good blocks breaks no rule, and how it reads.
func TestKitchenSink(t *testing.T) {
	t.Parallel()
	s, general, _ := clinic(t)
	words := func(s string) *slack.RichTextSection {
		return slack.NewRichTextSection(slack.NewRichTextSectionTextElement(s, &slack.RichTextSectionTextStyle{Bold: true}))
	}
	option := func(s string) *slack.OptionBlockObject { return slack.NewOptionBlockObject(s, plain(s), nil) }
	sure := slack.NewConfirmationBlockObject(plain("Sure?"), plain("It is public."), plain("Yes"), plain("No"))
	button := slack.NewButtonBlockElement("post", "p", plain("Post"))
	button.Confirm = sure
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Topics"), "topics", option("sleep"), option("sport"))
	search := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, plain("Search"), "search")
	m := post(t, s, general, slack.MsgOptionText("all of it", false), slack.MsgOptionBlocks(
		slack.NewHeaderBlock(plain("Answer")),
		slack.NewDividerBlock(),
		slack.NewRichTextBlock("r", words("first"),
			slack.NewRichTextList(slack.RTEListBullet, 0, words("one"), words("two")),
			slack.NewRichTextList(slack.RTEListOrdered, 0, words("one"), words("two")),
			&slack.RichTextQuote{Type: slack.RTEQuote, Elements: words("quoted").Elements}),
		slack.NewContextBlock("c", slack.NewTextBlockObject(slack.MarkdownType, "from *the article*", false, true), plain("page 2")),
		slack.NewSectionBlock(plain("choose"), nil, slack.NewAccessory(slack.NewButtonBlockElement("more", "m", plain("More")))),
		slack.NewActionBlock("a", button, menu, search),
	))
	want := "Answer\nfirst\n• one\n• two\n1. one\n2. two\nquoted\nfrom the article page 2\nchoose [More]\n[Post] [Topics ▾] [Search ▾]"
	if got := m.Rendered(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := len(m.Controls()); got != 4 {
		t.Errorf("got %d controls, want 4", got)
	}
}

// TestComesBack shows that what was said while nobody was there comes again.
func TestComesBack(t *testing.T) {
	t.Parallel()
	s, general, ann := clinic(t, fakeslack.WithTiming(fakeslack.Timing{Ack: 300 * time.Millisecond,
		Retries: slices.Repeat([]time.Duration{100 * time.Millisecond}, 100)}))
	said := ann.Say(general, "@backtalk anybody?")
	if _, err := ann.Command(general, "/faq", "x").Wait(limit); err == nil {
		t.Error("got no error for a command that nobody takes")
	}
	start(t, s, nil)
	general.AwaitReplies(t, said.TS, 1)
	for _, d := range said.Deliveries {
		if _, err := d.Wait(limit); err != nil || d.Tries() < 2 {
			t.Errorf("got %v after %d tries", err, d.Tries())
		}
	}
}
