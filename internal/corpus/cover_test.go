package corpus

import (
	"strings"
	"testing"
)

// topicsFile writes a topics file; each line gives id, kind, names and groups of cues:
// "price clinic; cost, what a session costs; dollars+hour, fee+visit".
func topicsFile(lines ...string) string {
	b := strings.Builder{}
	b.WriteString("topics:\n")
	for _, l := range lines {
		parts := strings.Split(l+";;", ";")
		id, kind, _ := strings.Cut(parts[0], " ")
		b.WriteString("  - id: " + id + "\n    kind: " + kind + "\n    ask: What about " + id + "?\n    questions: [about " + id + "]\n")
		if names := strings.TrimSpace(parts[1]); names != "" {
			b.WriteString("    names: [" + names + "]\n")
		}
		for i, group := range strings.Split(parts[2], ",") {
			if group = strings.TrimSpace(group); group == "" {
				continue
			}
			if i == 0 {
				b.WriteString("    cues:\n")
			}
			b.WriteString("      - [" + strings.ReplaceAll(group, "+", ", ") + "]\n")
		}
	}
	return b.String()
}

func TestCoverage(t *testing.T) {
	library := topicsFile(
		"price clinic; cost, prices; dollars+hour",
		"parking clinic; parking, car park; cars+behind",
		"back-pain massage; back pain, sore back",
		"deep-tissue massage; deep tissue massage",
		"massage-kinds massage; kinds of massage",
		"heat massage; hot stones, warmth",
		"cold massage; ice packs, warmth",
		"neck massage; neck ache",
		"shin massage; shin ache",
		"medicine doctor; pills",
		"hello smalltalk; hello there; hello+morning",
		"tools massage; massager, hand rollers; vibration+device",
	)
	tests := []struct{ name, in, want string }{
		{"id", "## Anything {#price}\nA.\n", "price 1: price"},
		{"id wins over the wording", "## Parking {#price}\nA.\n", "price 1: price"},
		{"id is a name", "## Anything {#car-park}\nA.\n", "car-park 1: parking"},
		{"id holds a name", "## Anything {#our-car-park-rules}\nA.\n", "our-car-park-rules 1: parking"},
		{"an id that says nothing leaves the wording", "## Prices {#section-7}\nA.\n", "section-7 1: price"},
		{"whole wording is the topic's id", "## Back pain\nA.\n", "back-pain 1: back-pain"},
		{"whole wording is a name", "## Car park\nA.\n", "car-park 1: parking"},
		{"letter case, endings and marks do not count", "## COSTS!\nA.\n", "costs 1: price"},
		{"a word of the same stem is not the name", "## Massage\nA.\n", "massage 1:"},
		{"a word with a light ending is", "## Where can I park?\nA.\n", "where-can-i-park 1: parking"},
		{"stems of several words are enough", "## A hand roller's use\nA.\n", "a-hand-rollers-use 1: tools"},
		{"stems of cues are enough", "## About us\nNo vibrating devices.\n", "about-us 1: tools"},
		{"wording holds a name", "## Where is the car park?\nA.\n", "where-is-the-car-park 1: parking"},
		{"longest wins", "## Deep tissue massage for back pain\nA.\n", "deep-tissue-massage-for-back-pain 1: deep-tissue"},
		{"a tie covers nothing", "## Neck ache, shin ache\nA.\n", "neck-ache-shin-ache 1:"},
		{"a name of two topics covers nothing", "## Warmth\nA.\n", "warmth 1:"},
		{"a name inside a word is none", "## Costume\nA.\n", "costume 1:"},
		{"names in pieces are none", "## Deep and tissue massage\nA.\n", "deep-and-tissue-massage 1:"},
		{"doctors' topics too", "## Pills\nA.\n", "pills 1: medicine"},
		{"small talk is never covered", "## Hello there\nHello, good morning.\n", "hello-there 1:"},
		{"repeated heading", "## Prices\nA.\n## Prices\nB.\n", "prices 1: price; prices-2 1: price"},
		{"all passages under a heading", "## Prices\n" + sentencesOf(4, 50) + "\n", "prices 1: price; prices 2: price"},
		{"cues", "## About us\nAn hour is eighty dollars.\n", "about-us 1: price"},
		{"cues need every word", "## About us\nAn hour is long.\n", "about-us 1:"},
		{"cues need one paragraph", "## About us\nAn hour is long.\n\nWe take dollars.\n", "about-us 1:"},
		{"a question and its answer are one paragraph", "## About us\nWhat is an hour?\n\nEighty dollars.\n", "about-us 1: price"},
		{"cues of two topics", "## About us\nAn hour is eighty dollars, and cars go behind the house.\n", "about-us 1: parking price"},
		{"paragraphs of different topics stay apart", "## About us\nAn hour is eighty dollars.\n\nCars go behind the house.\n", "about-us 1: price; about-us 2: parking"},
		{"a paragraph without cues goes along", "## About us\nAn hour is eighty dollars.\n\nThat is all.\n", "about-us 1: price"},
		{"under a heading a paragraph may speak of something else", "## Parking\nIt is easy.\n\nAn hour is eighty dollars.\n\nCome by bus.\n", "parking 1: parking; parking 2: price; parking 3: parking"},
		{"the first paragraph is the heading's", "## Parking\nAn hour is eighty dollars.\n\nCome by bus.\n", "parking 1: parking"},
		{"front matter decides", "---\ntopics:\n  parking: [price, back-pain]\n---\n## Parking\nCars go behind the house.\n", "parking 1: price back-pain"},
		{"front matter may cover nothing", "---\ntopics:\n  parking: []\n---\n## Parking\nCars go behind the house.\n", "parking 1:"},
		{"no topic fits", "## Our cats\nThey purr.\n", "our-cats 1:"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := mustLoad(t, folder("a.md", tt.in, "topics/t.yaml", library))
			var got []string
			claims := 0
			for _, p := range c.Passages() {
				_, n, _ := strings.Cut(p.ID(), p.Section().ID+"/")
				got = append(got, strings.TrimSpace(p.Section().ID+" "+n+": "+strings.Join(p.Topics(), " ")))
				claims += len(p.Topics())
			}
			if g := strings.Join(got, "; "); g != tt.want {
				t.Errorf("got  %q\nwant %q", g, tt.want)
			}
			if got := len(c.Claims()); got != claims {
				t.Errorf("got %d claims, want %d", got, claims)
			}
			checkCorpus(t, c)
		})
	}
}

func TestClaimsSayWhy(t *testing.T) {
	library := topicsFile("price clinic; costs; hours+qualified", "parking clinic; car park")
	tests := []struct{ in, want string }{
		{"## X {#price}\nA.\n", `the id "price" is the topic's`},
		{"## X {#costs}\nA.\n", `the id "costs" is one of its names`},
		{"## Cost\nA.\n", `the heading "Cost" is one of its names`},
		{"## Our costs\nA.\n", `the heading "Our costs" holds its name`},
		{"## X\nAn hour, qualified.\n", "the paragraph holds the words hours, qualified"},
		{"---\ntopics:\n  x: [price]\n---\n## X\nA.\n", "the front matter says so"},
	}
	for _, tt := range tests {
		claims := mustLoad(t, folder("a.md", tt.in, "topics/t.yaml", library)).Claims()
		if len(claims) != 1 {
			t.Errorf("%q: got %d claims, want 1", tt.in, len(claims))
			continue
		}
		if got := claims[0].Why; got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestLayers(t *testing.T) {
	built := folder("a.md", "# Prices\nBuilt in.\n", "topics/a.yaml", topicsFile("price clinic; cost; fee+hour", "parking clinic", "sleep massage"),
		"synonyms.yaml", "groups:\n  - [sore, achy]\n  - [tight, stiff]\n")
	own := folder("b.md", "# Car park\nOur own.\n", "synonyms.yml", "groups:\n  - [Achy,  TENDER]\n  - [spa, clinic]\n",
		"topics/b.yml", "off: [sleep]\ntopics:\n  - id: parking\n    names: [car park]\n    questions: [where do i park, about parking]\n"+
			"  - id: price\n    ask: What does an hour cost?\n    cues: [[pay, hour]]\n")
	c := mustLoad(t, built, own)
	if got, want := shown(c), "car-park=Our own."; got != want {
		t.Errorf("articles: got %q, want %q", got, want)
	}
	if c.Topic("sleep") != nil {
		t.Error("a topic is there that a later folder switched off")
	}
	p := c.Topic("parking")
	if got, want := strings.Join(p.Questions, "; "), "about parking; where do i park"; got != want {
		t.Errorf("questions: got %q, want %q", got, want)
	}
	if got, want := string(p.Kind)+" "+p.Ask+" "+p.File, "clinic What about parking? topics/a.yaml"; got != want {
		t.Errorf("topic: got %q, want %q", got, want)
	}
	if got, want := c.Topic("price").Ask, "What does an hour cost?"; got != want {
		t.Errorf("ask: got %q, want %q", got, want)
	}
	if got, want := len(c.Topic("price").Cues), 2; got != want {
		t.Errorf("cues: got %d groups, want %d", got, want)
	}
	if got, want := len(c.Covering("parking")), 1; got != want {
		t.Errorf("covering: got %d passages, want %d", got, want)
	}
	var groups []string
	for _, g := range c.Synonyms() {
		groups = append(groups, strings.Join(g, ","))
	}
	if got, want := strings.Join(groups, " "), "sore,achy,tender tight,stiff spa,clinic"; got != want {
		t.Errorf("synonyms: got %q, want %q", got, want)
	}
	// The earlier folder is not changed by the later one.
	if got, want := len(mustLoad(t, built).Topic("parking").Questions), 1; got != want {
		t.Errorf("after merging: got %d questions, want %d", got, want)
	}
	// Switched off and written anew, a topic has nothing of the old one.
	anew := folder("b.md", "# X\nA.\n", "topics/b.yaml", "off: [price]\n"+topicsFile("price doctor"))
	if got := mustLoad(t, built, anew).Topic("price"); got.Kind != Doctor || len(got.Names)+len(got.Cues) != 0 {
		t.Errorf("got %+v, want a topic without the old names and cues", got)
	}
}

func TestTextsAreTakenAsTyped(t *testing.T) {
	c := mustLoad(t, folder("a.md", "# X\nA.\n", "topics/t.yaml", "\ufefftopics:\r\n  - id: price\r\n    kind: clinic\r\n    ask: \"How much: an hour?\"\r\n"+
		"    questions:\r\n      - 60\r\n      - yes\r\n      - null\r\n      - 1.50\r\n      - 'it''s dear'\r\n      - \"how much: now\" # a note\r\n    reply: >\r\n      Ask us,\r\n      please.\r\n"))
	topic := c.Topic("price")
	if got, want := strings.Join(topic.Questions, "|"), "60|yes|null|1.50|it's dear|how much: now"; got != want {
		t.Errorf("questions: got %q, want %q", got, want)
	}
	if got, want := topic.Ask+topic.Reply, "How much: an hour?Ask us, please."; got != want {
		t.Errorf("ask and reply: got %q, want %q", got, want)
	}
}
