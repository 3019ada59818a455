package slack

import (
	"strings"
	"unicode/utf8"

	api "github.com/slack-go/slack"

	"backtalk/internal/voice"
)

// quote adds a passage: the sentence that fits best, where it cannot be seen at once, the passage word for word, the
// headings that complete it, and where it stands. It tells whether the passage had to be cut; left is how many characters
// the reply still has room for.
func (p *page) quote(q *voice.Quote, whole bool, left *int) (cut bool) {
	most := min(passageChars, *left)
	if whole {
		most = *left
	}
	shown := q.Cut(func(text string) bool { return utf8.RuneCountInString(text) <= most })
	*left -= utf8.RuneCountInString(shown)
	if q.Apart != "" {
		p.spoken = append(p.spoken, voice.Best+" "+q.Apart)
		p.blocks = append(p.blocks, api.NewRichTextBlock("", api.NewRichTextSection(literal(voice.Best+" ", false), literal(q.Apart, true))))
	}
	if shown != "" {
		p.spoken = append(p.spoken, shown)
		p.blocks = append(p.blocks, quoted(shown))
	}
	switch shown {
	case q.Text:
	case "":
		p.small(voice.NotShown)
	default:
		p.small(voice.GoesOn)
	}
	p.leads(q.Leads)
	p.small(q.Origin)
	return shown != q.Text && !whole
}

// pieceChars is how much of a passage one text element holds; ours.
const pieceChars = 3000

// quoted shows text as a quotation, to the letter, in elements of a moderate size.
func quoted(text string) api.Block {
	quote := &api.RichTextQuote{Type: api.RTEQuote}
	for r := []rune(text); len(r) > 0; {
		n := min(len(r), pieceChars)
		quote.Elements = append(quote.Elements, literal(string(r[:n]), false))
		r = r[n:]
	}
	return api.NewRichTextBlock("", quote)
}

// leads lists headings. They are lines of text: slack-go's lists hold a field that Slack's own description of blocks
// does not know for them.
func (p *page) leads(headings []string) {
	var lines []string
	for _, h := range headings {
		if strings.TrimSpace(h) != "" {
			lines = append(lines, "• "+h)
		}
	}
	p.say(strings.Join(lines, "\n"))
}
