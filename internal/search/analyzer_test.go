package search

import (
	"strings"
	"testing"
)

func testGroups() [][]string {
	return [][]string{
		{"lower back", "lumbar", "small of my back"},
		{"price", "cost", "how much"},
		{"appointment", "slot"},
	}
}

// shownTerms writes terms as "term<the words it stands for>".
func shownTerms(a *analyzer, text string) string {
	var out []string
	for _, w := range a.read(text).content() {
		out = append(out, w.stem+"<"+text[w.start:w.end]+">")
	}
	return strings.Join(out, " ")
}

func TestTerms(t *testing.T) {
	const zwsp, zwj, shy = "\u200b", "\u200d", "\u00ad"
	tests := []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"blanks", " \t\n\u00a0\u2003", ""},
		{"function words only", "is it the one that you have?", "one<one>"},
		{"question words and negations stay", "why not before", "whi<why> not<not> befor<before>"},
		{"stemming", "Massages massaging massaged", "massag<Massages> massag<massaging> massag<massaged>"},
		{"straight apostrophe", "don't", "dont<don't>"},
		{"curly apostrophe", "don’t", "dont<don’t>"},
		{"the other signs that stand for it", "don`t don´t donʼt don‘t", "dont<don`t> dont<don´t> dont<donʼt> dont<don‘t>"},
		{"I'm is a function word, straight or curly", "I'm I’m", ""},
		{"possessive", "therapist's therapist’s", "therapist<therapist's> therapist<therapist’s>"},
		{"function words with is", "that's there’s he's here's thats", ""},
		{"plural possessive", "therapists' hands", "therapist<therapists> hand<hands>"},
		{"quotes around a word", "'sleep' ‘sleep’", "sleep<sleep> sleep<sleep>"},
		{"accents", "café naïve", "cafe<café> naiv<naïve>"},
		{"accents as marks of their own", "cafe\u0301", "cafe<cafe\u0301>"},
		{"full width", "ｓｌｅｅｐ", "sleep<ｓｌｅｅｐ>"},
		{"ligature", "ﬁrm", "firm<ﬁrm>"},
		{"zero width inside a word", "sl" + zwsp + "eep", "sleep<sl" + zwsp + "eep>"},
		{"soft hyphen inside a word", "mas" + shy + "sage", "massag<mas" + shy + "sage>"},
		{"zero width on its own", zwsp + " " + zwj, ""},
		{"zalgo", "s\u0336\u0310l\u0337e\u0338\u0351ep", "sleep<s\u0336\u0310l\u0337e\u0338\u0351ep>"},
		{"hyphen parts", "deep-tissue", "deep<deep> tissu<tissue>"},
		{"dashes part", "deep—tissue–work", "deep<deep> tissu<tissue> work<work>"},
		{"slash and full stop part", "deep/tissue.sleep", "deep<deep> tissu<tissue> sleep<sleep>"},
		{"emoji is a word", "sleep😴", "sleep<sleep> 😴<😴>"},
		{"emoji alone", "👍", "👍<👍>"},
		{"numbers", "90 minutes", "90<90> minut<minutes>"},
		{"numbers with more after them", "90min $1,500.50", "90<90> min<min> 1,500.50<1,500.50>"},
		{"question marks are no terms", "sleep??", "sleep<sleep>"},
		{"query syntax is punctuation", `+massage -back title:\`, "massag<massage> back<back> titl<title>"},
		{"wildcards and regular expressions", "*sl* /.*/", "sl<sl>"},
		{"letters of other scripts", "腰 боль", "腰<腰> боль<боль>"},
		{"bytes that are no text", "sleep\xff\xfeback\xc3", "sleep<sleep> back<back>"},
		{"the stand-in for such bytes", "\ufffd", ""},
		{"synonym of one word", "lumbar", "=lower_back<lumbar>"},
		{"synonym of several words", "my lower back hurts", "=lower_back<lower back> hurt<hurts>"},
		{"synonym with a function word in it", "the small of my back", "=lower_back<small of my back>"},
		{"synonym in other clothes", "LOWER-BACKS", "=lower_back<LOWER-BACKS>"},
		{"longest synonym first", "how much slots", "=price<how much> =appointment<slots>"},
		{"part of a phrase is no synonym", "small back", "small<small> back<back>"},
	}
	a := newAnalyzer(testGroups())
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := shownTerms(a, tt.in); got != tt.want {
				t.Errorf("terms(%q)\n got %s\nwant %s", tt.in, got, tt.want)
			}
		})
	}
}

// TestOffsets reads terms as bleve does and looks the words up in the text.
func TestOffsets(t *testing.T) {
	const text = "Ｆull café’s “lower back” — sl\u200beep 😴 naïve, ﬁrm."
	want := "full=Ｆull cafe=café’s =lower_back=lower back sleep=sl\u200beep 😴=😴 naiv=naïve firm=ﬁrm"
	var got []string
	for i, tok := range newAnalyzer(testGroups()).Analyze([]byte(text)) {
		if tok.Position != i+1 {
			t.Errorf("token %d: got position %d, want %d", i, tok.Position, i+1)
		}
		got = append(got, string(tok.Term)+"="+text[tok.Start:tok.End])
	}
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}

// TestSynonymsBothSides finds a passage by any wording of a group, and a question's wording in any passage.
func TestSynonymsBothSides(t *testing.T) {
	x := build(t, "a.md", "## One\n\nLumbar tension.\n\n## Two\n\nNeck tension.\n\n## Three\n\nTension in the small of my back.\n",
		"synonyms.yaml", "groups:\n  - [lower back, lumbar, small of my back]\n")
	for _, q := range []string{"lower back", "lumbar", "small of my back", "My LOWER-BACK!"} {
		t.Run(q, func(t *testing.T) {
			r := search(t, x, q, 10)
			if len(r.Hits) != 3 || r.Hits[2].Section != "two" || r.Hits[2].Features.Body != 0 || r.Hits[1].Features.Body == 0 {
				t.Errorf("got %q, want two last", sections(r.Hits))
			}
			if len(r.Terms) != 1 || r.Terms[0].Concept != "lower_back" || !r.Terms[0].Known {
				t.Errorf("got terms %+v, want the one concept lower_back, known", r.Terms)
			}
		})
	}
	for _, h := range search(t, x, "back", 10).Hits {
		if h.Features.Body != 0 || len(h.Found) != 0 {
			t.Errorf("a part of a phrase: got %+v in %s", h.Features, h.Section)
		}
	}
}
