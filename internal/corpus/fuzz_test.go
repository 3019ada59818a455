package corpus

import (
	"errors"
	"path"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"backtalk/knowledge"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"backtalk/internal/fault"
)

// seeds are texts that between them hold every kind of block.
var seeds = []string{
	"# Guide {#guide}\n\nTypes:\n\n## Deep *tissue*\n\nIt is slow. It is deep!\n\n- one\n  - two\n\n1. x\n2. y\n\n> said\n> so\n\n| a | b |\n|---|---|\n| c | d |\n",
	"Guide\n=====\n\nA.\n\n```\ncode\n```\n\n    more\n\n<!-- note -->\n\n<div>\nhtml\n</div>\n\n[x]: https://example.org\n\nSee [x].\n\n---\n\nLast\n",
	"para\n| a | b |\n|---|---|\n| c | d |\n",
	"---\ntitle: A\n---\r\n# A\r\n\r\nB\r\n",
	"Deep Tissue Massage\n\nIt is slow.\n\nOpening Hours\nMonday 9-5\n\n• x\n\n• y\n\nThe End",
	"OPENING HOURS\n=====\nWe open at 9 a.m. each day. Dr. A. Smith is in.\n\nA\u2028B\u2029C\vD\fE\rF\u00a0G\ufeffH",
	"\ufeff## A {#a}\r\rB?\r\rC:\r\r",
	"A\u2029\ufeffB", // a mark between two sentences
	"Q: Where?\nA: Here.\n\n**Q2.** *When* do\nyou open?\n\n**A: At nine.**\n\n3. Q: Why? {#why}\n   A: So.\n4. Q: How? Ans: So.\n",
	"Hours\nQ: Where? A: Here.\nQ:\nWhen?\nA:\n- nine\n\n- ten\n\n## Q. Who Is It?\nAnn\n\nQuestion: Is it?\n---\nAnswer: It\n---\n**Q: So?** Yes.",
}

func addSeeds(f *testing.F) {
	f.Helper()
	shipped, err := knowledge.FS.ReadFile("massage-for-back-pain.md")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(shipped))
	for _, s := range seeds {
		f.Add(s)
		f.Add(s + "\n\n" + sentencesOf(8, 40))
	}
}

// FuzzMarkdown holds, for every text, that passages are spans in order and that every text outside headings, marked
// questions and comments, as the Markdown parser finds it, is in exactly one passage and in its sentences.
func FuzzMarkdown(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, src string) {
		c := fuzzLoad(t, "a.md", src)
		if c == nil {
			return
		}
		v := view(src)
		from := bodyStart(v)
		rest := withoutQuestions(t, "a.md", src)
		body := []byte(v[from:])
		root := newMarkdown().Parse(text.NewReader(body))
		err := ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if n.Kind() == ast.KindHeading && n.Parent() == root || n.Kind() == ast.KindLinkReferenceDefinition {
				return ast.WalkSkipChildren, nil
			}
			if !entering {
				return ast.WalkContinue, nil
			}
			switch n := n.(type) {
			case *ast.Text:
				mustHold(t, c, rest, from+n.Segment.Start, from+n.Segment.Stop)
			case *ast.CodeBlock, *ast.FencedCodeBlock:
				for i := range n.Lines().Len() {
					mustHold(t, c, rest, from+n.Lines().At(i).Start, from+n.Lines().At(i).Stop)
				}
			}
			return ast.WalkContinue, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzPlain holds the same for plain text, where every line is text that is not a heading's, a question's, a rule or a
// comment.
func FuzzPlain(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, src string) {
		c := fuzzLoad(t, "a.txt", src)
		if c == nil {
			return
		}
		v, rest := view(src), withoutQuestions(t, "a.txt", src)
		headings := map[int]bool{}
		for _, s := range c.Documents()[0].Sections {
			if s.Heading != "" && !s.question {
				headings[s.Line] = true
			}
		}
		line := 1 + strings.Count(v[:bodyStart(v)], "\n")
		for at := bodyStart(v); at < len(v); line++ {
			end := at + len(v[at:])
			if i := strings.IndexByte(v[at:], '\n'); i >= 0 {
				end = at + i
			}
			if !headings[line] && !strings.Contains(v, "<!--") {
				mustHold(t, c, rest, at, end)
			}
			at = end + 1
		}
	})
}

// withoutQuestions is an article's view with white space for its marked questions and for the marks of their answers.
// These hold no other words, which is tried on plain text, where no markup stands between.
func withoutQuestions(t *testing.T, name, src string) string {
	t.Helper()
	a, _ := readArticle(&report{}, name, src)
	out := []byte(a.view)
	for _, d := range a.drafts {
		h := d.heading
		if !h.question {
			continue
		}
		marked := regexp.MustCompile("(?i)^[0-9]*(question|q)[0-9]*" + regexp.QuoteMeta(wordsOnly(h.heading+h.id)) + "([0-9]*(answer|ans|a)[0-9]*)?$")
		if got := wordsOnly(a.view[h.start:h.end]); path.Ext(name) == ".txt" && !marked.MatchString(got) {
			t.Errorf("the question %q is made of %q", h.heading, a.view[h.start:h.end])
		}
		for i := h.start; i < h.end; i++ {
			if out[i] != '\n' {
				out[i] = ' '
			}
		}
	}
	return string(out)
}

// wordsOnly is a text without all that is no part of a word.
func wordsOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if hasWord(string(r)) {
			return r
		}
		return -1
	}, s)
}

// faultsOf takes an error of Load apart.
func faultsOf(t *testing.T, err error) (faults fault.Faults) {
	if !errors.As(err, &faults) {
		t.Fatalf("got %v, want faults", err)
	}
	return faults
}

// fuzzLoad loads one article and checks what is true of every corpus; it is nil when the article has faults, each of
// which names its file.
func fuzzLoad(t *testing.T, name, src string) *Corpus {
	c, err := Load(alone(folder(name, src, "topics/t.yaml", "topics:\n  - id: back-pain\n    kind: massage\n    ask: X?\n    questions: [x]\n    names: [deep]\n    cues: [[one, two], [word, end]]\n")))
	if err != nil {
		for _, f := range faultsOf(t, err) {
			if f.File != name || f.Message == "" || f.Line < 0 || f.Line > 1+strings.Count(view(src), "\n") {
				t.Errorf("got the fault %q, want one in %s", f, name)
			}
		}
		return nil
	}
	if !utf8.ValidString(src) {
		t.Error("a text loads that is not UTF-8")
	}
	checkCorpus(t, c)
	if len(c.Passages()) == 0 {
		t.Error("a corpus without passages and without a fault")
	}
	return c
}

// bodyStart is where the text begins, after a byte order mark and the front matter, found here by searching.
func bodyStart(v string) int {
	from := len(v) - len(strings.TrimPrefix(v, "   "))
	if !strings.HasPrefix(v[from:], "---") {
		return from
	}
	rest := v[from:]
	first, rest, _ := strings.Cut(rest, "\n")
	if strings.TrimSpace(first) != "---" {
		return from
	}
	for rest != "" {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		if strings.TrimRight(line, " \t\r") == "---" {
			break
		}
	}
	return len(v) - len(rest)
}

// mustHold fails unless each word from start to end, without emphasis, lies in exactly one passage and there in one
// sentence.
func mustHold(t *testing.T, c *Corpus, v string, start, end int) {
	t.Helper()
	for start < end {
		from, _ := trimSpan(v, start, end)
		to := from + len(v[from:end])
		if i := strings.IndexFunc(v[from:end], unicode.IsSpace); i >= 0 {
			to = from + i
		}
		start = to
		to = from + len(strings.TrimRight(v[from:to], "*_"))
		if !hasWord(v[from:to]) {
			continue
		}
		passages, sentences := 0, 0
		for _, p := range c.Passages() {
			first, last := p.Span()
			if first > from || last < to {
				continue
			}
			passages++
			for _, s := range p.Sentences() {
				if first+s.Start <= from && to <= first+s.End {
					sentences++
				}
			}
		}
		if passages != 1 || sentences != 1 {
			t.Fatalf("%q at %d lies in %d passages and %d sentences, want 1 of each", v[from:to], from, passages, sentences)
		}
	}
}

// FuzzTopics holds that no YAML panics and that every fault says where it is.
func FuzzTopics(f *testing.F) {
	for _, s := range []string{
		topicsFile("price clinic; cost, fee; dollars+hour", "hello smalltalk"),
		"off: [a]\ntopics:\n  - id: x\n    reply: |\n      a\n      b\n    questions:\n      - 60\n      - *a\n      - !!str b\n      - &c d\n",
		"groups:\n  - [a, b]\n  - [c, 'd']\n", "- a\n", "a: {b: c}\n? x\n: y\n", "%YAML 1.2\n---\na: b\n...\n", "topics:\n\t- id: x\n", "<<: {a: b}\n",
		"ask:\n  a: [where, 'when']\n  b:\n    - x\n", "topics: [x]\nask: {a: y}\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		c, err := Load(alone(folder("a.md", "---\n"+src+"\n---\nText.\n", "topics/t.yaml", src, "synonyms.yaml", src)))
		if err == nil {
			if strings.TrimSpace(src) != "" && c == nil {
				t.Error("neither a corpus nor a fault")
			}
			return
		}
		for _, f := range faultsOf(t, err) {
			if f.Line < 1 && !strings.Contains(f.Message, "empty") || f.File == "" || f.Message == "" {
				t.Errorf("got the fault %+v, want a file, a line and a message", f)
			}
			if most := 5 + strings.Count(view(src), "\n"); f.Line > most {
				t.Errorf("got line %d, want at most %d: %v", f.Line, most, f)
			}
		}
	})
}

// FuzzSynonyms holds that faults stand inside their file, and that each word of what loads stands in one group, folded,
// beside another one; what an earlier folder has put together stays together.
func FuzzSynonyms(f *testing.F) {
	for _, s := range []string{
		"groups:\n  - [lower back, lumbar]\n  - [Neck, cervical , NECK]\n", "groups: [[a, c], [d, 'e']]", "groups:\n- - x\n  - 60\n- [y, yes, ~]\n",
		"# none\n", "groups:\n", "groups:\n  - [b, c]\n  - [c, d]\n", "groups: [[İ, i̇, ß]]", "groups: &a [[x, y]]\nmore: *a\n", "groups: [[\"a\\nb\", c]]",
	} {
		f.Add(s)
	}
	built := folder("a.md", "Text.\n", "synonyms.yaml", "groups:\n  - [a, b]\n  - [d, e]\n")
	f.Fuzz(func(t *testing.T, src string) {
		c, err := Load(alone(built, folder("a.md", "Text.\n", "synonyms.yaml", src)))
		if err != nil {
			for _, f := range faultsOf(t, err) {
				if f.File != "synonyms.yaml" || f.Message == "" || strings.Contains(f.Message, "\n") || f.Line > 1+strings.Count(view(src), "\n") {
					t.Errorf("got the fault %+v", f)
				}
			}
			return
		}
		in := map[string]int{}
		for i, group := range c.Synonyms() {
			if len(group) < 2 {
				t.Errorf("the group %q", group)
			}
			for _, w := range group {
				if other, again := in[w]; again {
					t.Errorf("%q stands in the groups %d and %d", w, other, i)
				}
				if in[w] = i; w == "" || w != fold(w) || !utf8.ValidString(w) {
					t.Errorf("the word %q", w)
				}
			}
		}
		if in["a"] != in["b"] || in["d"] != in["e"] || in["a"] == in["d"] {
			t.Errorf("the earlier folder's groups became %q", c.Synonyms())
		}
	})
}
