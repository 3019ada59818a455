package corpus

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// folder makes a folder of files, given as name and text in turn.
func folder(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

// alone are the folders of a test: the built-in one and, served without its articles, a clinic's own.
func alone(layers ...fs.FS) Folders {
	f := Folders{Builtin: layers[0], Serve: No}
	if len(layers) > 1 {
		f.Own = layers[1]
	}
	return f
}

func mustLoad(t *testing.T, layers ...fs.FS) *Corpus {
	t.Helper()
	c, err := Load(alone(layers...))
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return c
}

// shown writes a corpus in short: "section=passage" for each passage, "section" for a section without any.
func shown(c *Corpus) string {
	var out []string
	for _, d := range c.Documents() {
		for _, s := range d.Sections {
			if len(s.Passages) == 0 {
				out = append(out, s.ID)
			}
			for _, p := range s.Passages {
				out = append(out, s.ID+"="+p.Text())
			}
		}
	}
	return strings.Join(out, " | ")
}

func words(n int, w string) string { return strings.TrimSpace(strings.Repeat(w+" ", n)) }

func sentencesOf(n, size int) string {
	return strings.TrimSpace(strings.Repeat(words(size-1, "word")+" end. ", n))
}

func asking(n int) string { return strings.Repeat("why why why why why?\n\n", n) }

func TestMarkdown(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"headings and paragraphs", "# Guide\n\nIntro.\n\n## Sleep\n\nA.\n\nB.\n", "guide=Intro. | sleep=A.\n\nB."},
		{"given id", "## Sleep better {#sleep}\n\nA.\n", "sleep=A."},
		{"repeated slug", "## Sleep\nA.\n## Sleep\nB.\n## Sleep\nC.\n", "sleep=A. | sleep-2=B. | sleep-3=C."},
		{"a slug makes way for a given id", "## Sleep\nA.\n## Nights {#sleep}\nB.\n", "sleep-2=A. | sleep=B."},
		{"setext headings", "Guide\n=====\nA.\n\nSleep\n-----\nB.\n", "guide=A. | sleep=B."},
		{"setext with id", "Sleep better {#sleep}\n---\nB.\n", "sleep=B."},
		{"text before any heading", "A.\n\n# Sleep\nB.\n", "a=A. | sleep=B."},
		{"heading without text", "# Guide\n\n## Sleep\n\nA.\n", "guide | sleep=A."},
		{"empty heading", "#\n\nA.\n", "a=A."},
		{"closing hashes", "## Sleep ##\nA.\n", "sleep=A."},
		{"list stays whole", "## L\n- one\n\n  more\n- two\n  - three\n\nEnd.\n", "l=- one\n\n  more\n- two\n  - three\n\nEnd."},
		{"long list stays whole", "## L\n- " + words(120, "a") + "\n- " + words(120, "b") + "\n", "l=- " + words(120, "a") + "\n- " + words(120, "b")},
		{"numbered list", "## L\n1. one\n2. two\n", "l=1. one\n2. two"},
		{"table stays whole", "## T\n| a | b |\n|---|---|\n| c | d |\n", "t=| a | b |\n|---|---|\n| c | d |"},
		{"table under a line", "## T\nPrices\n| a | b |\n|---|---|\n| c | d |\n", "t=Prices\n| a | b |\n|---|---|\n| c | d |"},
		{"fenced code with a heading in it", "## C\n```\n# no\n\nx\n```\n", "c=```\n# no\n\nx\n```"},
		{"block quote", "## Q\n> said\n> so\n", "q=> said\n> so"},
		{"comment on its own", "## A\nOne.\n\n<!-- not this -->\n\nTwo.\n", "a=One. | a=Two."},
		{"comment over several lines", "## A\nOne.\n<!--\n\n## no\n\n-->\nTwo.\n", "a=One. | a=Two."},
		{"text after a comment", "## A\n<!-- no --> Text.\n", "a=Text."},
		{"link definitions", "## A\nSee [x].\n\n[x]: https://example.org\n\nMore.\n", "a=See [x]. | a=More."},
		{"thematic break", "## A\nOne.\n\n* * *\n\nTwo.\n", "a=One. | a=Two."},
		{"Windows line ends", "## A\r\n\r\nOne\r\ntwo.\r\n\r\n- x\r\n- y\r\n", "a=One\r\ntwo.\r\n\r\n- x\r\n- y"},
		{"old Mac line ends", "## A\r\rOne.\r\r## B\rTwo.\r", "a=One. | b=Two."},
		{"line separators of a word processor", "## A\u2028One.\u2029## B\vTwo.", "a=One. | b=Two."},
		{"no-break space after the sign", "##\u00a0A\nOne.\n", "a=One."},
		{"byte order mark", "\ufeff# A\nOne.\n", "a=One."},
		{"stray byte order mark", "# A\nOne.\n\n\ufeff# B\nTwo.\n", "a=One. | b=Two."},
		{"smart quotes and apostrophes", "## It’s “good”\nYes.\n", "its-good=Yes."},
		{"markup in a heading", "## *Deep* `tissue` [massage](x) &amp; more\nA.\n", "deep-tissue-massage-more=A."},
		{"long heading", "## " + words(12, "word") + "\nA.\n", "word-word-word-word-word-word-word-word-word-word-word-word=A."},
		{"accents", "## Größe\nA.\n", "größe=A."},
		{"lead-in stays with its list", "## A\n" + sentencesOf(1, 90) + "\n\nWe offer:\n\n- x\n- y\n", "a=" + sentencesOf(1, 90) + "\n\nWe offer:\n\n- x\n- y"},
		{"lead-in stays with a long list", "## A\nWe offer:\n\n- " + words(150, "a") + "\n", "a=We offer:\n\n- " + words(150, "a")},
		{"a comment parts even a lead-in", "## A\nWe offer:\n\n<!-- no -->\n\n- x\n", "a=We offer: | a=- x"},
		{"questions in a row do not all lead in to the last answer", "## A\n" + asking(40) + "It is.\n",
			"a=" + strings.TrimSpace(asking(18)) + " | a=" + strings.TrimSpace(asking(18)) + " | a=" + asking(4) + "It is."},
		{"question stays with its answer", "## A\n" + sentencesOf(1, 60) + "\n\nIs it hot?\n\n" + sentencesOf(1, 50) + "\n",
			"a=" + sentencesOf(1, 60) + " | a=Is it hot?\n\n" + sentencesOf(1, 50)},
		{"full neighbours do not join", "## A\n" + sentencesOf(1, 60) + "\n\n" + sentencesOf(1, 50) + "\n", "a=" + sentencesOf(1, 60) + " | a=" + sentencesOf(1, 50)},
		{"a long paragraph breaks at a sentence", "## A\n" + sentencesOf(4, 50) + "\n", "a=" + sentencesOf(2, 50) + " | a=" + sentencesOf(2, 50)},
		{"a long sentence is never cut", "## A\n" + words(300, "w") + "\n", "a=" + words(300, "w")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := mustLoad(t, folder("a.md", tt.in))
			if got := shown(c); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
			checkCorpus(t, c)
		})
	}
}

func TestPlain(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"one line", "We have parking.", "a=We have parking."},
		{"one line in title case", "Free Parking Behind The House", "a=Free Parking Behind The House"},
		{"title case alone", "Deep Tissue Massage\n\nIt is slow.", "deep-tissue-massage=It is slow."},
		{"title case above its text", "Deep Tissue Massage\nIt is slow.", "deep-tissue-massage=It is slow."},
		{"capitals", "OPENING HOURS\n\nWe open at nine.", "opening-hours=We open at nine."},
		{"one word alone", "Parking\n\nIt is free.", "parking=It is free."},
		{"one word above its text", "Parking\nIt is free.\n\nPets\nNo dogs.", "parking=It is free. | pets=No dogs."},
		{"one word above a list", "Parking\n- It is free.\n", "parking=- It is free."},
		{"one word above hours", "Hours\nMonday 9-5\nTuesday 9-5", "hours=Monday 9-5\nTuesday 9-5"},
		{"one word above an address", "ADDRESS\n12 Elm Street\nSpringfield", "address=12 Elm Street\nSpringfield"},
		{"one word above small letters is no heading", "Hello\nit is free.", "a=Hello\nit is free."},
		{"a name above another is no heading", "Sleep Well\n\nWe help.\n\nMarisol\nMassage Therapist", "sleep-well=We help.\n\nMarisol\nMassage Therapist"},
		{"numbers with a letter", "3D Printers\nThere are four.", "3d-printers=There are four."},
		{"a full line above wrapped text is no heading", "Fernhollow Massage Studio And Medical Spa Of Johns Creek,\nGeorgia. We help.", "a=Fernhollow Massage Studio And Medical Spa Of Johns Creek,\nGeorgia. We help."},
		{"nor is one without a comma", "Fernhollow Massage Studio And Medical Spa Johns Creek\nGeorgia has five rooms for massage and a waiting room with\ntea and coffee.",
			"a=Fernhollow Massage Studio And Medical Spa Johns Creek\nGeorgia has five rooms for massage and a waiting room with\ntea and coffee."},
		{"a long line with room for more is one", "Fernhollow Massage Studio And Medical Spa Of Us\n" + words(30, "A"), "fernhollow-massage-studio-and-medical-spa-of-us=" + words(30, "A")},
		{"name above wrapped text is no heading", "Medical Fitness and Wellness Group\noffers massage.", "a=Medical Fitness and Wellness Group\noffers massage."},
		{"marked", "# Guide\n\nA.\n\n## Sleep {#nights}\nB.\n", "guide=A. | nights=B."},
		{"marked amid text", "# Guide\nA.\n## Sleep\nB.\n", "guide=A. | sleep=B."},
		{"headings in a row", "# Guide\n## Sleep\nB.\n", "guide | sleep=B."},
		{"any line with an id", "how you sleep {#sleep}\nB.", "sleep=B."},
		{"underlined", "Prices\n------\nAn hour is dear.", "prices=An hour is dear."},
		{"rules and decorations", "Prices Today\n\n=====\n\nAn hour.\n\n* * *\n\nTwo hours.", "prices-today=An hour. | prices-today=Two hours."},
		{"hours are text", "Opening Hours\n\nMonday 9-5\n\nTuesday 9am\n\nWe rest then.", "opening-hours=Monday 9-5\n\nTuesday 9am\n\nWe rest then."},
		{"hours under their heading", "Opening Hours\nMonday Closed\nTuesday Open\n", "opening-hours=Monday Closed\nTuesday Open"},
		{"numbers in headings", "5 Benefits of a 60-Minute Massage\n\nMany.", "5-benefits-of-a-60-minute-massage=Many."},
		{"a run of lines is a list", "Our Staff\n\nAnn Smith\n\nBob Jones\n\nParking\n\nIt is free.", "our-staff=Ann Smith\n\nBob Jones | parking=It is free."},
		{"title, section, subsection", "Massage Guide\n\nKinds of Massage\n\nSwedish Massage\n\nIt is long.", "massage-guide | kinds-of-massage | swedish-massage=It is long."},
		{"sign-off", "Sleep Well\n\nWe help.\n\nMedical Fitness Group", "sleep-well=We help.\n\nMedical Fitness Group"},
		{"full stop is no heading", "It Is Slow.\n\nIt is deep.", "a=It Is Slow.\n\nIt is deep."},
		{"question in title case", "Can Massage Help?\n\nIt can.", "can-massage-help=It can."},
		{"question in small letters", "How much is it?\n\nIt is dear.", "a=How much is it?\n\nIt is dear."},
		{"Word's bullets", "We Offer\n\n•\tswedish\n\n•\tshiatsu\n\n•\t" + words(120, "deep"), "we-offer=•\tswedish\n\n•\tshiatsu\n\n•\t" + words(120, "deep")},
		{"bullets in title case", "We Offer\n\n- Swedish Massage\n- Deep Tissue\n", "we-offer=- Swedish Massage\n- Deep Tissue"},
		{"table", "Prices\n\n| An Hour | 80 |\n| Two Hours | 150 |", "prices=| An Hour | 80 |\n| Two Hours | 150 |"},
		{"tabs", "\tPrices\n\n\tAn hour\tis dear.", "prices=An hour\tis dear."},
		{"Windows line ends", "Sleep Well\r\n\r\nOne\r\ntwo.\r\n\r\nThree.\r\n", "sleep-well=One\r\ntwo.\r\n\r\nThree."},
		{"old Mac line ends", "Sleep Well\r\rOne.\r", "sleep-well=One."},
		{"page breaks", "Sleep Well\nOne.\fFree Parking\nTwo.", "sleep-well=One.\fFree Parking\nTwo."},
		{"front matter", "---\ntitle: T\n---\nSleep Well\n\nOne.", "sleep-well=One."},
		{"comment", "Sleep Well\n\n<!-- ask Ann -->\n\nOne.", "sleep-well=One."},
		{"no-break space", "Sleep\u00a0Well\n\nOne.", "sleep-well=One."},
		{"smart quotes", "“Knots” in Your Back\n\nOne.", "knots-in-your-back=One."},
		{"hashtag", "#massage is good\n\nOne.", "a=#massage is good\n\nOne."},
		{"ends in a small word", "Massage That You Rely on\n\nOne.", "a=Massage That You Rely on\n\nOne."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := mustLoad(t, folder("a.txt", tt.in))
			if got := shown(c); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
			checkCorpus(t, c)
		})
	}
}

func TestSentences(t *testing.T) {
	tests := []struct {
		in   string
		want []string
	}{
		{"One. Two! Three?", []string{"One.", "Two!", "Three?"}},
		{"See Dr. Smith at 5 p.m. today. Then go.", []string{"See Dr. Smith at 5 p.m. today.", "Then go."}},
		{"We close at 5 p.m. Parking is free.", []string{"We close at 5 p.m.", "Parking is free."}},
		{"It costs 3.50 or approx. 4. Fine.", []string{"It costs 3.50 or approx. 4.", "Fine."}},
		{"Dr. A. B. Smith is here. Take vitamin C. It helps.", []string{"Dr. A. B. Smith is here.", "Take vitamin C.", "It helps."}},
		{"Oils, towels, etc. are here. Pay by card, etc. Cash too.", []string{"Oils, towels, etc. are here.", "Pay by card, etc.", "Cash too."}},
		{"“It works.” She left.", []string{"“It works.”", "She left."}},
		{"\"Does it hurt?\" she asks. No.", []string{"\"Does it hurt?\" she asks.", "No."}},
		{"Well... maybe. Wait… What?! Yes.", []string{"Well... maybe.", "Wait…", "What?!", "Yes."}},
		{"(It is slow.) **Bold.** Next.", []string{"(It is slow.)", "**Bold.**", "Next."}},
		{"- one\n- two. more\n  * three", []string{"- one", "- two.", "more", "* three"}},
		{"1. First\n2. Second. Then\n  3) Third", []string{"1. First", "2. Second.", "Then", "3) Third"}},
		{"• one\r\n•\ttwo\r\n", []string{"• one", "•\ttwo"}},
		{"no stop\r\n\r\nNext one.\r\nAnd more.", []string{"no stop", "Next one.", "And more."}},
		{"wrapped\nline here. End", []string{"wrapped\nline here.", "End"}},
		{"| a | b |\n|---|---|\n| c. | d |", []string{"| a | b |\n|---|---|", "| c. | d |"}},
		{"Great! 😀 So good. 😀", []string{"Great!", "😀 So good.", "😀"}},
		{"See www.example.com. Or v1.2 here.", []string{"See www.example.com.", "Or v1.2 here."}},
		{"", nil},
		{" \n ", nil},
		{"...", []string{"..."}},
	}
	for _, tt := range tests {
		var got []string
		for _, s := range sentences(tt.in) {
			got = append(got, tt.in[s.Start:s.End])
		}
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", tt.want) {
			t.Errorf("sentences(%q)\ngot  %q\nwant %q", tt.in, got, tt.want)
		}
	}
}

func TestIntroductions(t *testing.T) {
	tests := []struct{ name, file, in, want string }{
		{"deeper headings", "a.md", "# Guide\nTypes:\n\n## Deep\nA.\n### Not this\nB.\n## Shiatsu\nC.\n# Other\nD.\n", "guide: Deep, Shiatsu"},
		{"plain text", "a.txt", "Kinds of Massage\n\nHere they are:\n\nDeep Tissue\n\nIt is slow.\n\nShiatsu Massage\n\nIt is old.", "kinds-of-massage: Deep Tissue, Shiatsu Massage"},
		{"bold colon", "a.md", "# Guide\n**Types:**\n\n## Deep\nA.\n", "guide: Deep"},
		{"a list is introduced in place", "a.md", "# Guide\nTypes:\n\n- x\n\n## Deep\nA.\n", ""},
		{"no colon", "a.md", "# Guide\nTypes.\n\n## Deep\nA.\n", ""},
		{"nothing follows", "a.md", "# Guide\nTypes:\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range mustLoad(t, folder(tt.file, tt.in)).Passages() {
				if under := p.Introduces(); len(under) > 0 {
					got = append(got, p.Section().ID+": "+strings.Join(under, ", "))
				}
			}
			if g := strings.Join(got, "; "); g != tt.want {
				t.Errorf("got %q, want %q", g, tt.want)
			}
		})
	}
}

func TestDocument(t *testing.T) {
	c := mustLoad(t, folder("Price_List of a very long Name 2026.md", "---\r\ntitle: Our prices\r\nsource: \"The clinic\"\r\n"+
		"reviewed: 2026-01-31\r\nreviewed_by: Dr. Smith\r\nsources:\r\n  hour: A price list\r\n---\r\n\r\nFirst.\r\n\r\n## An hour {#hour}\r\n\r\nSecond.\r\n",
		"b.md", "Text.\n\n## First *heading*\nMore.\n", "README.md", "# Not this\nA.\n", ".hidden.md", "# Nor this\n", "a/deep.md", "# Nor this\nA.\n", "x.pdf", "%PDF"))
	if got, want := len(c.Documents()), 2; got != want {
		t.Fatalf("got %d documents, want %d", got, want)
	}
	d := c.Documents()[0]
	if got, want := fmt.Sprint(d.Title, "|", d.Source, "|", d.Reviewed, "|", d.ReviewedBy, "|", len(d.Name) <= maxDocName), "Our prices|The clinic|2026-01-31|Dr. Smith|true"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := c.Documents()[1].Title, "First heading"; got != want {
		t.Errorf("title: got %q, want %q", got, want)
	}
	first, second := c.Passages()[0], c.Passages()[1]
	if got, want := first.Source(), "The clinic"; got != want {
		t.Errorf("source: got %q, want %q", got, want)
	}
	if got, want := second.Source(), "A price list"; got != want {
		t.Errorf("source: got %q, want %q", got, want)
	}
	if got, want := fmt.Sprint(first.Line(), second.Line(), second.Section().Line, " ", second.Heading()), "10 14 12 An hour"; got != want {
		t.Errorf("lines: got %s, want %s", got, want)
	}
	if got, want := second.Sentence(0), "Second."; got != want {
		t.Errorf("sentence: got %q, want %q", got, want)
	}
}

func TestAsks(t *testing.T) {
	c := mustLoad(t, folder("a.md", "---\nask:\n  where:\n    - can i leave my car\n    - \" parking? \"\n  hours: [60, when r u open]\n---\n"+
		"# Guide\n\nText.\n\nQ: Where?\nA: Here.\n\nQ: When? {#hours}\nA: At nine.\n",
		"b.txt", "---\ntopics: [price]\n---\nIt is dear.\n", "topics/t.yaml", topicsFile("price clinic")))
	var got []string
	for _, d := range c.Documents() {
		for _, s := range d.Sections {
			got = append(got, fmt.Sprintf("%s %q %q", s.ID, s.Asks, s.Passages[0].Topics()))
		}
	}
	if got, want := strings.Join(got, "; "), `guide [] []; where ["can i leave my car" "parking?"] []; hours ["60" "when r u open"] []; b [] ["price"]`; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestIDs(t *testing.T) {
	name := strings.Repeat("very-long-", 9)
	heading := "## " + strings.Repeat("größe und ", 9) + "\nA.\n"
	c := mustLoad(t, folder(name+"1.md", heading+heading, name+"2.md", heading, "a.md", "A.", "a.txt", "B.", "___.md", "C.", "日本.md", "D."))
	if got, want := len(c.Passages()), 7; got != want {
		t.Fatalf("got %d passages, want %d", got, want)
	}
	checkCorpus(t, c)
}

// TestLongIDs: a heading's slug stays whole, and a passage's id is cut where no button could carry it, so that sections
// that differ at their ends stay apart.
func TestLongIDs(t *testing.T) {
	const start = "What should I bring with me to my first appointment when I come "
	tests := []struct{ file, heading, section, passage string }{
		{"faq.txt", "## Sleep", "sleep", "faq/sleep/1"},
		{"faq.txt", "## " + start, "what-should-i-bring-with-me-to-my-first-appointment-when-i-come", "faq/what-should-i-bring-with-me-to-my-first-42517f7437da8379/1"},
		{"faq.txt", "## " + start + "late", "what-should-i-bring-with-me-to-my-first-appointment-when-i-come-late", "faq/what-should-i-bring-with-me-to-my-first-df813e0d880df5d0/1"},
		{"faq.txt", "## " + start + "by bicycle in the snow", "what-should-i-bring-with-me-to-my-first-appointment-when-i-come-by-bicycle-in-th", "faq/what-should-i-bring-with-me-to-my-first-5be668f756eaccea/1"},
		{strings.Repeat("f", maxDocName) + ".md", "# A {#" + strings.Repeat("x", maxSectionID) + "}", strings.Repeat("x", maxSectionID),
			strings.Repeat("f", maxDocName) + "/" + strings.Repeat("x", maxSectionID) + "/1"},
	}
	for _, tt := range tests {
		t.Run(tt.heading, func(t *testing.T) {
			c := mustLoad(t, folder(tt.file, tt.heading+"\nA.\n"))
			if got := c.Documents()[0].Sections[0].ID; got != tt.section {
				t.Errorf("section: got %q, want %q", got, tt.section)
			}
			if got := c.Passages()[0].ID(); got != tt.passage {
				t.Errorf("passage: got %q, want %q", got, tt.passage)
			}
			checkCorpus(t, c)
		})
	}
}

// checkCorpus holds what is true of every corpus.
func checkCorpus(t *testing.T, c *Corpus) {
	t.Helper()
	ids, names, sections := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, d := range c.Documents() {
		if names[d.Name] || d.Name == "" || len(d.Name) > maxDocName {
			t.Errorf("document name %q is empty, too long or there twice", d.Name)
		}
		names[d.Name] = true
		end := 0
		for _, s := range d.Sections {
			if sections[s.ID] || s.ID == "" || len(s.ID) > maxSlug {
				t.Errorf("section id %q is empty, too long or there twice", s.ID)
			}
			sections[s.ID] = true
			for _, p := range s.Passages {
				if ids[p.ID()] || len(p.ID()) > maxPassageID || c.Passage(p.ID()) != p {
					t.Errorf("passage id %q is too long, there twice or not found", p.ID())
				}
				ids[p.ID()] = true
				from, to := p.Span()
				if from < end || to <= from || to > len(d.text) || p.Text() != d.text[from:to] || !hasWord(p.Text()) {
					t.Fatalf("%s: span %d to %d after %d of %d is out of order or blank: %q", p.ID(), from, to, end, len(d.text), p.Text())
				}
				if got, want := p.Line(), 1+strings.Count(view(d.text)[:from], "\n"); got != want {
					t.Errorf("%s: line %d, want %d", p.ID(), got, want)
				}
				end = to
				checkSentences(t, p)
			}
		}
	}
}

// checkSentences holds that a passage's sentences are in order, inside it, and leave out nothing but white space, as which a
// stray byte order mark counts.
func checkSentences(t *testing.T, p *Passage) {
	t.Helper()
	end, seen := 0, view(p.Text())
	for i, s := range p.Sentences() {
		if s.Start < end || s.End <= s.Start || s.End > len(p.Text()) {
			t.Fatalf("%s: sentence %d from %d to %d of %d is out of order", p.ID(), i, s.Start, s.End, len(p.Text()))
		}
		if rest := strings.TrimSpace(seen[end:s.Start]); rest != "" {
			t.Fatalf("%s: %q is in no sentence", p.ID(), rest)
		}
		if strings.TrimSpace(p.Sentence(i)) != p.Sentence(i) {
			t.Fatalf("%s: sentence %q has white space at its ends", p.ID(), p.Sentence(i))
		}
		end = s.End
	}
	if rest := strings.TrimSpace(seen[end:]); rest != "" || len(p.Sentences()) == 0 {
		t.Fatalf("%s: %q is in no sentence", p.ID(), rest)
	}
}

func TestZero(t *testing.T) {
	var c Corpus
	if len(c.Documents())+len(c.Passages())+len(c.Topics())+len(c.Claims())+len(c.Synonyms())+len(c.Covering("x")) != 0 || c.Passage("x") != nil || c.Topic("x") != nil {
		t.Error("the zero corpus holds something")
	}
}
