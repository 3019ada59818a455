package slack

import (
	"strings"
	"unicode/utf8"

	api "github.com/slack-go/slack"

	"backtalk/internal/chat"
	"backtalk/internal/corpus"
)

// quote adds a passage: the sentence that fits best, where the passage does not begin with it, the passage word for
// word, the headings that complete it, and where it stands. It tells whether the passage had to be cut; left is how
// many characters the reply still has room for.
func (p *page) quote(q chat.Quote, whole bool, left *int) (cut bool) {
	text := q.Passage.Text()
	most := min(passageChars, *left)
	if whole {
		most = *left
	}
	end := len(text)
	if utf8.RuneCountInString(text) > most {
		end, cut = cutAt(text, q.Passage.Sentences(), most), true
	}
	shown := text[:end]
	*left -= utf8.RuneCountInString(shown)
	best, marked := bestOf(q)
	if marked {
		p.spoken = append(p.spoken, wordBest+" "+text[best.Start:best.End])
		p.blocks = append(p.blocks, api.NewRichTextBlock("", api.NewRichTextSection(literal(wordBest+" ", false), literal(text[best.Start:best.End], true))))
	}
	if shown != "" {
		p.spoken = append(p.spoken, shown)
		p.blocks = append(p.blocks, quoted(shown))
	}
	p.leads(q.Leads)
	if cut {
		p.small(wordCut)
	}
	p.small(origin(q.Passage))
	return cut && !whole
}

// bestOf is the sentence to point out before the passage: none when the passage begins with it or is hardly longer.
func bestOf(q chat.Quote) (corpus.Sentence, bool) {
	all := q.Passage.Sentences()
	if q.Sentence <= 0 || q.Sentence >= len(all) {
		return corpus.Sentence{}, false
	}
	return all[q.Sentence], true
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

// cutAt is the end of the last sentence within n characters, else of the last word.
func cutAt(text string, sentences []corpus.Sentence, n int) int {
	limit := len(text)
	if r := []rune(text); len(r) > n {
		limit = len(string(r[:max(n, 0)]))
	}
	end := 0
	for _, s := range sentences {
		if s.End <= limit {
			end = s.End
		}
	}
	if end == 0 {
		end = strings.LastIndexAny(text[:limit], " \n") + 1
	}
	if end == 0 {
		end = limit
	}
	return end
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

// origin names the article, the section and what the passage rests on.
func origin(p *corpus.Passage) string {
	line := wordFrom + "\"" + p.Document().Title + "\""
	if h := p.Heading(); h != "" && h != p.Document().Title {
		line += ", " + wordSection + "\"" + h + "\""
	}
	if s := p.Source(); s != "" {
		line += "; " + wordSource + s
	}
	return line
}
