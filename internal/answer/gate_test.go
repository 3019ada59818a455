package answer

import (
	"cmp"
	"slices"
	"testing"
	"testing/fstest"

	"backtalk/internal/corpus"
	"backtalk/internal/search"
)

// gateEngine has three covered topics and one uncovered topic of each kind, and no index: the gate needs none.
func gateEngine(t *testing.T) *Engine {
	t.Helper()
	library := "topics:\n"
	for _, l := range [][2]string{{"sleep", "massage"}, {"shiatsu", "massage"}, {"swedish", "massage"}, {"hot-stone", "massage"}, {"price", "clinic"},
		{"pills", "doctor"}, {"book", "booking"}, {"cancel", "change"}, {"hello", "smalltalk"}, {"chat", "chatter"}, {"weather", "far"}, {"rude", "decline"}} {
		library += "  - {id: " + l[0] + ", kind: " + l[1] + ", ask: About " + l[0] + "?, questions: [about " + l[0] + "]}\n"
	}
	c, err := corpus.Load(corpus.Folders{Builtin: fstest.MapFS{
		"a.md":          {Data: []byte("## Sleep\n\nSleep well.\n\n## Shiatsu\n\nThumbs press.\n\n## Swedish\n\nLong strokes.\n")},
		"topics/t.yaml": {Data: []byte(library)},
	}})
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return &Engine{corpus: c, thresholds: Thresholds{Quote: 0.6, Clarify: 0.3, Listen: 0.9}, aspects: learnAspects(c.Topics()), top: 10}
}

type votes map[string]float64

// found makes what the search would have found: votes, the best passage ("" for none) and how sure the gate is of it.
func (e *Engine) found(v votes, best string, confidence float64) finding {
	f := finding{kinds: map[corpus.Kind]float64{}, confidence: confidence}
	f.result.Terms = []search.Term{{Word: "word"}}
	for id, share := range v {
		f.result.Votes = append(f.result.Votes, search.Vote{Topic: e.corpus.Topic(id), Share: share})
		if len(e.corpus.Covering(id)) == 0 {
			f.kinds[e.corpus.Topic(id).Kind] += share
		}
	}
	slices.SortFunc(f.result.Votes, func(a, b search.Vote) int { return cmp.Compare(b.Share, a.Share) })
	if best != "" {
		f.best = &search.Hit{Section: best, Passage: e.corpus.Covering(best)[0], Vote: v[best]}
	}
	return f
}

func TestGate(t *testing.T) {
	e := gateEngine(t)
	th := e.thresholds
	tests := []struct {
		name       string
		text       string // "does it help?" when empty
		overheard  bool
		votes      votes
		best       string
		confidence float64
		want       Outcome
		topic      string
	}{
		{name: "nothing found", want: Abstain},
		{name: "sure", votes: votes{"sleep": .9}, best: "sleep", confidence: .95, want: Quote, topic: "sleep"},
		{name: "just sure enough", votes: votes{"sleep": .5}, best: "sleep", confidence: th.Quote, want: Quote, topic: "sleep"},
		{name: "just not sure enough, two to choose from", votes: votes{"sleep": .5, "shiatsu": .3}, best: "sleep", confidence: th.Quote - .001, want: Clarify, topic: "sleep"},
		{name: "just worth a choice", votes: votes{"sleep": .3, "shiatsu": .3}, best: "sleep", confidence: th.Clarify, want: Clarify},
		{name: "just not worth a choice", votes: votes{"sleep": .3, "shiatsu": .3}, best: "sleep", confidence: th.Clarify - .001, want: Abstain},
		{name: "one choice is none", votes: votes{"sleep": .5, "price": .3}, best: "sleep", confidence: .5, want: Abstain},
		{name: "a covered topic is not what is missing", votes: votes{"sleep": .6}, best: "sleep", confidence: .1, want: Abstain, topic: ""},
		{name: "what is missing is named", votes: votes{"price": .6, "sleep": .2}, best: "sleep", confidence: .1, want: Abstain, topic: "price"},
		{name: "a guess is not named", votes: votes{"price": topicVote - .01}, want: Abstain, topic: ""},
		{name: "a doctor's matter", votes: votes{"pills": .6}, best: "sleep", confidence: .05, want: Abstain, topic: "pills"},
		{name: "far", votes: votes{"weather": .8}, best: "sleep", confidence: .02, want: Abstain, topic: "weather"},
		{name: "booking", votes: votes{"book": .6, "sleep": .1}, best: "sleep", confidence: .2, want: Booking, topic: "book"},
		{name: "just booking", votes: votes{"book": bookingVote, "sleep": .1}, best: "sleep", confidence: .2, want: Booking, topic: "book"},
		{name: "just not booking", votes: votes{"book": bookingVote - .01, "sleep": .1}, best: "sleep", confidence: .1, want: Abstain, topic: "book"},
		{name: "a change is for the same people", votes: votes{"cancel": .6}, want: Booking, topic: "cancel"},
		{name: "booking and change add up", votes: votes{"book": bookingVote / 2, "cancel": bookingVote/2 + .01}, want: Booking, topic: "cancel"},
		{name: "booking against a sure passage", votes: votes{"book": .4, "sleep": .35}, best: "sleep", confidence: .8, want: Quote, topic: "book"},
		{name: "booking far ahead of a sure passage", votes: votes{"book": .6, "sleep": .25}, best: "sleep", confidence: .8, want: Booking, topic: "book"},
		{name: "refused", votes: votes{"rude": declineVote + .1}, want: Decline, topic: "rude"},
		{name: "refused, whatever the articles say", votes: votes{"rude": .65, "sleep": .3}, best: "sleep", confidence: .9, want: Decline, topic: "rude"},
		{name: "refused comes before booking", votes: votes{"rude": .62, "book": .3}, want: Decline, topic: "rude"},
		{name: "not plainly to be refused", votes: votes{"rude": .45, "book": .5}, want: Booking, topic: "book"},
		{name: "not refused", votes: votes{"rude": .45, "sleep": .5}, best: "sleep", confidence: .9, want: Quote},
		{name: "small talk", votes: votes{"hello": .8}, best: "sleep", confidence: .1, want: Greet, topic: "hello"},
		{name: "small talk beside a sure passage", votes: votes{"hello": .5, "sleep": .4}, best: "sleep", confidence: .8, want: Quote},
		{name: "hardly small talk", votes: votes{"hello": kindVote - .01}, want: Abstain, topic: "hello"},
		{name: "talk between people", votes: votes{"chat": .8}, want: Greet, topic: "chat"},
		{name: "talk about other things", votes: votes{"chat": .42, "weather": .45}, want: Abstain, topic: "weather"},
		{name: "Spanish", text: "hola, cuánto cuesta un masaje", votes: votes{"sleep": .9}, best: "sleep", confidence: .99, want: Abstain},
		{name: "overheard, sure and asking", overheard: true, votes: votes{"sleep": .9}, best: "sleep", confidence: th.Listen, want: Quote},
		{name: "overheard, not quite sure", overheard: true, votes: votes{"sleep": .9}, best: "sleep", confidence: th.Listen - .001, want: Silent},
		{name: "overheard, no question", text: "massage helped my sleep so much", overheard: true, votes: votes{"sleep": .9}, best: "sleep", confidence: .99, want: Silent},
		{name: "overheard, asked of somebody", text: "@anna does massage help with sleep?", overheard: true, votes: votes{"sleep": .9}, best: "sleep", confidence: .99, want: Silent},
		{name: "overheard, a choice", overheard: true, votes: votes{"sleep": .5, "shiatsu": .4}, best: "sleep", confidence: .5, want: Silent},
		{name: "overheard, booking", overheard: true, votes: votes{"book": .9}, want: Silent},
		{name: "overheard, small talk", overheard: true, votes: votes{"hello": .9}, want: Silent},
		{name: "overheard, refused", overheard: true, votes: votes{"rude": .9}, want: Silent},
		{name: "overheard, Spanish", text: "¿cuánto cuesta un masaje?", overheard: true, want: Silent},
		{name: "overheard, nothing found", overheard: true, want: Silent},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := Question{Text: cmp.Or(tt.text, "does it help?"), Addressed: !tt.overheard}
			var a Answer
			e.decide(&a, q, textOf(q), e.found(tt.votes, tt.best, tt.confidence))
			a.Confidence = tt.confidence
			if a.Outcome != tt.want {
				t.Fatalf("got %v (%s), want %v", a.Outcome, a.Reason, tt.want)
			}
			if bad := badAnswer(q, a); bad != "" {
				t.Error(bad)
			}
			got := ""
			if a.Topic != nil {
				got = a.Topic.ID
			}
			checked := tt.topic != "" || tt.want == Abstain && !a.Spanish
			if checked && got != tt.topic {
				t.Errorf("got topic %q, want %q", got, tt.topic)
			}
			if tt.want == Quote && quoted(a) != tt.best {
				t.Errorf("got %q quoted, want %q", quoted(a), tt.best)
			}
		})
	}
}

func TestGateEmpty(t *testing.T) {
	e := gateEngine(t)
	for _, tt := range []struct {
		text      string
		addressed bool
		empty     bool
		want      Outcome
	}{
		{"", true, true, Greet},
		{"???", true, true, Greet},
		{" \n ", true, true, Greet},
		{"@anna", true, true, Greet},
		{"", false, true, Silent},
		{"is it", true, false, Abstain}, // words, but none that counts
	} {
		q := Question{Text: tt.text, Addressed: tt.addressed}
		var a Answer
		e.decide(&a, q, textOf(q), finding{})
		if a.Outcome != tt.want || a.Empty != tt.empty {
			t.Errorf("%q: got %v, empty %v, want %v, empty %v", tt.text, a.Outcome, a.Empty, tt.want, tt.empty)
		}
	}
}

func TestChoices(t *testing.T) {
	e := gateEngine(t)
	for _, tt := range []struct {
		name  string
		votes votes
		want  string
	}{
		{"best first", votes{"shiatsu": .2, "sleep": .4}, "sleep shiatsu"},
		{"only what is covered", votes{"price": .5, "sleep": .2, "hot-stone": .15, "shiatsu": .1}, "sleep shiatsu"},
		{"only what is likely", votes{"sleep": .5, "shiatsu": choiceVote - .001}, "sleep"},
		{"at most three", votes{"sleep": .3, "shiatsu": .2, "swedish": .1}, "sleep shiatsu swedish"},
		{"none", nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := topicIDs(e.choices(e.found(tt.votes, "", 0))); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestWeigh works the features out from a result made by hand.
func TestWeigh(t *testing.T) {
	e := gateEngine(t)
	sleep, shiatsu := e.corpus.Covering("sleep")[0], e.corpus.Covering("shiatsu")[0]
	r := search.Result{
		Hits: []search.Hit{
			{Section: "price", Topic: e.corpus.Topic("price"), Vote: .5},
			{Section: "sleep", Passage: sleep, Vote: .3, Text: .2, Coverage: .7, Neighbor: .1},
			{Section: "shiatsu", Passage: shiatsu, Vote: .1, Text: .9},
		},
		Votes: []search.Vote{{Topic: e.corpus.Topic("price"), Share: .5}, {Topic: e.corpus.Topic("sleep"), Share: .3}, {Topic: e.corpus.Topic("weather"), Share: .1}, {Topic: e.corpus.Topic("shiatsu"), Share: .1}},
		Known: .6, Domain: 99,
	}
	f := e.weigh(r, "does it help my sleep")
	if f.best == nil || f.best.Section != "sleep" {
		t.Fatalf("got %+v, want the first hit with a passage", f.best)
	}
	got := f.features
	close := func(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 }
	if !close(got.Covered, .4) || !close(got.Elsewhere, .1) || got.Coverage != .7 || got.Text != .2 || got.Known != .6 || got.Neighbor != .1 || got.Domain != 8 {
		t.Errorf("got %+v", got)
	}
	if got.Rival >= 0 {
		t.Errorf("rival: got %v, want less than 0: price has more votes", got.Rival)
	}
	if f.confidence <= 0 || f.confidence >= 1 {
		t.Errorf("confidence: got %v", f.confidence)
	}
	if names, vector := FeatureNames(), got.Vector(); len(names) != len(vector) || vector[0] != 1 {
		t.Errorf("got %v for %v", vector, names)
	}
	r.TextOnly = true
	if f := e.weigh(r, "sleep"); f.features.Rival >= 0 {
		t.Errorf("text only: got rival %v, want less than 0: the text of shiatsu fits better", f.features.Rival)
	}
	if f := e.weigh(search.Result{Hits: r.Hits[:1]}, "sleep"); f.best != nil || f.confidence != 0 {
		t.Errorf("no passage: got %+v, confidence %v", f.best, f.confidence)
	}
}

func TestProbability(t *testing.T) {
	var w [NumFeatures]float64
	if got := probability(w, Features{}); got != .5 {
		t.Errorf("no weights: got %v, want .5", got)
	}
	w[0] = 800
	if got := probability(w, Features{}); got != 1 {
		t.Errorf("got %v, want 1", got)
	}
	w[0] = -800
	if got := probability(w, Features{}); got != 0 {
		t.Errorf("got %v, want 0", got)
	}
	if lo, hi := logOdds(0), logOdds(1); lo > -1 || hi < 1 || lo < -10 || hi > 10 {
		t.Errorf("log-odds of 0 and 1: got %v and %v, want them finite", lo, hi)
	}
}
