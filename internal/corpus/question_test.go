package corpus

import (
	"strings"
	"testing"
)

// sectioned writes a corpus in short, with its headings: "heading=passage" for each passage, "heading" for a section
// without any.
func sectioned(c *Corpus) string {
	var out []string
	for _, s := range c.Documents()[0].Sections {
		if len(s.Passages) == 0 {
			out = append(out, s.Heading)
		}
		for _, p := range s.Passages {
			out = append(out, s.Heading+"="+p.Text())
		}
	}
	return strings.Join(out, " | ")
}

func TestQuestions(t *testing.T) {
	const want = "Where?=Here. | When?=At nine."
	tests := []struct{ name, in, want string }{
		{"marks", "Q: Where?\nA: Here.\n\nQ: When?\nA: At nine.\n", want},
		{"no blank lines", "Q: Where?\nA: Here.\nQ: When?\nA: At nine.\n", want},
		{"blank lines everywhere", "Q: Where?\n\nA: Here.\n\nQ: When?\n\nA: At nine.\n", want},
		{"words", "Question: Where?\nAnswer: Here.\n\nQUESTION: When?\nANSWER: At nine.\n", want},
		{"small letters", "q: Where?\na: Here.\n\nq. When?\na. At nine.\n", want},
		{"bold marks", "**Q.** Where?\n**A.** Here.\n\n**Q:** When?\n**A:** At nine.\n", want},
		{"bold letters", "**Q**: Where?\n**A**: Here.\n\n__Q__: When?\n__A__: At nine.\n", want},
		{"bold questions", "**Q: Where?**\n\nA: Here.\n\n**Q: When?**\nAt nine.\n", want},
		{"bold questions beside their answers", "**Q: Where?** Here.\n\n**Q: When?** A: At nine.\n", want},
		{"bold answers", "Q: Where?\n**A: Here.**\n\nQ: When?\n\n*A: At nine.*\n", want},
		{"an answer of which the beginning is bold keeps its mark", "Q: Where?\n**A: Here.** Or there.\n\nQ: When?\nA: At nine.\n", "Where?=**A: Here.** Or there. | When?=At nine."},
		{"numbers", "Q1. Where?\nA1. Here.\n\nQ2: When?\nA2: At nine.\n", want},
		{"numbered words", "Question 1: Where?\nAnswer 1: Here.\n\nQuestion #2. When?\nAnswer #2. At nine.\n", want},
		{"numbers before", "1. Q: Where?\n   A: Here.\n2. Q: When?\n   A: At nine.\n", want},
		{"numbers before and blank lines", "1) Q: Where?\n\n   A: Here.\n\n2) Q: When?\n\n   A: At nine.\n", want},
		{"bullets", "- Q: Where?\n- A: Here.\n- Q: When?\n- A: At nine.\n", want},
		{"on one line", "Q: Where? A: Here.\nQ: When? A: At nine.\n", want},
		{"on one line with bold marks", "**Q:** Where? **A:** Here.\n\n**Q:** When? **A:** At nine.\n", want},
		{"answers without a mark", "Q: Where?\nHere.\n\nQ: When?\n\nAt nine.\n", want},
		{"answers without a mark on one line", "Q: Where? Here.\n\nQ: When? At nine.\n", want},
		{"marks alone on their lines", "Q:\nWhere?\nA:\nHere.\n\nQ:\nWhen?\n\nA:\n\nAt nine.\n", want},
		{"Windows line ends", "Q: Where?\r\nA: Here.\r\n\r\nQ: When?\r\nA: At nine.\r\n", want},
		{"old Mac line ends", "Q: Where?\rA: Here.\r\rQ: When?\rA: At nine.\r", want},
		{"byte order mark", "\ufeffQ: Where?\nA: Here.\n\nQ: When?\nA: At nine.\n", want},
		{"no-break spaces", "Q:\u00a0Where?\nA:\u00a0Here.\n\nQ:\u00a0When?\nA:\u00a0At nine.\n", want},
		{"tabs and no spaces", "Q:\tWhere?\nA:\tHere.\n\nQ:When?\nA:At nine.\n", want},
		{"front matter", "---\ntitle: T\n---\nQ: Where?\nA: Here.\n\nQ: When?\nA: At nine.\n", want},
		{"rules between", "Q: Where?\nA: Here.\n\n---\n\nQ: When?\nA: At nine.\n\n---\n", want},
		{"rules right under", "Q: Where?\nA: Here\n---\nQ: When?\n\nA: At nine\n---\n", "Where?=Here | When?=At nine"},
		{"marked headings", "## Q: Where?\n\nA: Here.\n\n## Q: When?\nAt nine.\n", want},
		{"title case", "Q: Where Is It?\n\nA: Here Only\n\nQ: When Is It?\n\nOpen at Nine\n", "Where Is It?=Here Only | When Is It?=Open at Nine"},
		{"wrapped questions", "Q: Where is the\nhouse?\nA: Here.\n\nQ: When can I\ncome,\nand why?\n\nA: At nine.\n", "Where is the house?=Here. | When can I come, and why?=At nine."},
		{"wrapped questions without answers' marks", "Q: Where is the\nhouse?\nHere.\n\nQ: When?\nAt nine. Or\nten?\n", "Where is the house?=Here. | When?=At nine. Or\nten?"},
		{"several paragraphs", "Q: Where?\nA: Here.\n\nOr there.\n\n- x\n- y\n\nQ: When?\nA: At nine.\n", "Where?=Here.\n\nOr there.\n\n- x\n- y | When?=At nine."},
		{"a list as the answer", "Q: Where?\nA:\n- Here.\n- There.\n\nQ: When?\nA: At nine.\n", "Where?=- Here.\n- There. | When?=At nine."},
		{"text before", "Ask us.\n\nQ: Where?\nA: Here.\n\nQ: When?\nA: At nine.\n", "=Ask us. | " + want},
		{"headings between", "# Guide\n\nQ: Where?\nA: Here.\n\n# More\n\nQ: When?\nA: At nine.\n\n# End\n\nBye.\n", "Guide | Where?=Here. | More | When?=At nine. | End=Bye."},
		{"given ids", "Q: Where? {#place}\nA: Here.\n\n## Q: When? {#hours}\nA: At nine.\n", want},
		{"two questions, one answer", "Q: Where?\nQ: Why?\nA: Here.\nQ: When?\nA: At nine.\n", "Where? | Why?=Here. | When?=At nine."},
		{"questions without a question mark", "Q: The place\nA: Here.\n\nQ: Hours\nA: At nine.\n", "The place=Here. | Hours=At nine."},
		{"vitamin A", "Q: Is it vitamin A: or B?\nA: Yes. A: no.\n\nQ: When?\nA: At nine.\n", "Is it vitamin A: or B?=Yes. A: no. | When?=At nine."},
		{"a long answer breaks", "Q: Where?\nA: " + sentencesOf(4, 50) + "\n\nQ: When?\nA: At nine.\n", "Where?=" + sentencesOf(2, 50) + " | Where?=" + sentencesOf(2, 50) + " | When?=At nine."},

		{"a lonely question", "Q: Where is it?\nA: Here.\n\nMore.\n", "=Q: Where is it?\nA: Here.\n\nMore."},
		{"a paragraph that begins with A", "A: B is a letter.\n\nA. So is this.\n", "=A: B is a letter.\n\nA. So is this."},
		{"quarters", "Q1: We sold ten.\n\nQ2: We sold four.\n", "=Q1: We sold ten.\n\nQ2: We sold four."},
		{"other words", "Quiet: no talk?\n\nQuiet: no talk?\n\nQ and A: what?\n\nQ and A: what?\n", "=Quiet: no talk?\n\nQuiet: no talk?\n\nQ and A: what?\n\nQ and A: what?"},
		{"amid a line", "We say Q: why?\n\nWe say Q: why?\n", "=We say Q: why?\n\nWe say Q: why?"},
	}
	for _, tt := range tests {
		for _, file := range []string{"a.txt", "a.md"} {
			t.Run(tt.name+" "+file, func(t *testing.T) {
				c := mustLoad(t, folder(file, tt.in))
				if got := sectioned(c); got != tt.want {
					t.Errorf("got  %q\nwant %q", got, tt.want)
				}
				checkCorpus(t, c)
			})
		}
	}
}

// TestQuestionSections: a question is a section like others, but neither a title nor an introduction to the next.
func TestQuestionSections(t *testing.T) {
	const more = "\n\nQ: When?\nA: At nine.\n"
	c := mustLoad(t, folder("faq.md", "Q: *Where* is [it](x) &amp; `why`?\nA: It is at:"+more))
	d := c.Documents()[0]
	if got, want := d.Title, "faq"; got != want {
		t.Errorf("title: got %q, want %q", got, want)
	}
	s := d.Sections[0]
	if got, want := s.Heading, "Where is it & why?"; got != want {
		t.Errorf("heading: got %q, want %q", got, want)
	}
	if s.ID != "where-is-it-why" || s.Level != 2 || s.Line != 1 || d.Sections[1].Line != 4 || c.Passages()[1].Line() != 5 {
		t.Errorf("got %+v and %+v", s, d.Sections[1])
	}
	if got := s.Passages[0].Introduces(); got != nil {
		t.Errorf("it introduces %q", got)
	}

	c = mustLoad(t, folder("a.md", "```\nQ: Why?\nA: No.\n```\n\nQ: Where?\nA: Here.\n\n```\nQ: x?\n```"+more))
	if got, want := sectioned(c), "=```\nQ: Why?\nA: No.\n``` | Where?=Here.\n\n```\nQ: x?\n``` | When?=At nine."; got != want {
		t.Errorf("code: got  %q\nwant %q", got, want)
	}
	c = mustLoad(t, folder("a.md", "# About Us\n\nQ: Where? {#place}\nA: Here."+more))
	if got, want := c.Documents()[0].Title+" "+shown(c), "About Us about-us | place=Here. | when=At nine."; got != want {
		t.Errorf("ids: got %q, want %q", got, want)
	}
	c, err := Load(alone(folder("a.md", "Q: Where? {#big id}\nA: Here."+more, "b.txt", "Q: Where? {#Big}\nA: Here."+more)))
	checkFaults(t, c, err, `a.md:1: the heading's id is not understood; b.txt:1: section id "Big"`)
}
