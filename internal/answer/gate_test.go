package answer

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"backtalk/internal/corpus"
	"backtalk/internal/search"
)

// gateLibrary has three topics that an article covers, and one of each kind that nothing covers. Those about massage and what is
// refused are of the pack that is about massage.
func gateLibrary() string {
	library := "topics:\n"
	for _, l := range [][3]string{{"sleep", "massage", "massage"}, {"shiatsu", "massage", "massage"}, {"swedish", "massage", "massage"}, {"hot-stone", "massage", "massage"}, {"price", "clinic", "business"},
		{"pills", "doctor", "massage"}, {"book", "booking", "business"}, {"cancel", "change", "business"}, {"hello", "smalltalk", "talk"}, {"chat", "chatter", "talk"}, {"weather", "far", "talk"}, {"rude", "decline", "massage"}} {
		library += "  - {id: " + l[0] + ", kind: " + l[1] + ", pack: " + l[2] + ", ask: About " + l[0] + "?, questions: [about " + l[0] + "]}\n"
	}
	return library
}

// gateThresholds are those of the tests of the gate, which does not care what they are.
func gateThresholds() Thresholds { return Thresholds{Quote: 0.6, Clarify: 0.3, Listen: 0.9} }

// gateEngine answers from built-in articles, and has no index: the gate needs none.
func gateEngine(t *testing.T) *Engine {
	t.Helper()
	return gateOf(t, corpus.Folders{Builtin: fstest.MapFS{
		"a.md":          {Data: []byte("## Sleep\n\nSleep well.\n\n## Shiatsu\n\nThumbs press.\n\n## Swedish\n\nLong strokes.\n")},
		"topics/t.yaml": {Data: []byte(gateLibrary())},
	}})
}

// beesEngine answers from an own folder on another subject than the built-in articles; of its sections one covers a topic.
func beesEngine(t *testing.T) *Engine {
	t.Helper()
	return gateOf(t, corpus.Folders{Serve: corpus.No, Builtin: fstest.MapFS{"topics/t.yaml": {Data: []byte(gateLibrary())}}, Own: fstest.MapFS{
		"bees.md":       {Data: []byte("## Swarms\n\nCall us.\n\n## Honey {#honey}\n\nIt is sweet.\n\n## Wax\n\nIt burns.\n")},
		"topics/o.yaml": {Data: []byte("topics: [{id: honey, kind: clinic, ask: Honey?, questions: [about honey]}]\n")},
	}})
}

func gateOf(t *testing.T, f corpus.Folders) *Engine {
	t.Helper()
	c, err := corpus.Load(f)
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return &Engine{corpus: c, thresholds: gateThresholds(), top: 10}
}

type votes map[string]float64

// found makes what the search would have found: votes, the best section ("" for none) and how sure the gate is of it. The other
// sections come after it.
func (e *Engine) found(v votes, best string, confidence float64) finding {
	f := finding{confidence: confidence}
	f.result.Terms = []search.Term{{Word: "word"}}
	for id, share := range v {
		f.result.Votes = append(f.result.Votes, search.Vote{Topic: e.corpus.Topic(id), Share: share})
	}
	slices.SortFunc(f.result.Votes, func(a, b search.Vote) int { return cmp.Compare(b.Share, a.Share) })
	f.kinds = kinds(f.result.Votes)
	if best == "" {
		return f
	}
	for _, p := range e.corpus.Passages() {
		if h := (search.Hit{Section: p.Section().ID, Passage: p, Share: .2}); h.Section == best {
			f.result.Hits = slices.Insert(f.result.Hits, 0, h)
		} else {
			f.result.Hits = append(f.result.Hits, h)
		}
	}
	f.result.Hits[0].Share = .6
	f.best = &f.result.Hits[0]
	return f
}

// gateCase is a question with what the search found, and what the gate makes of it.
type gateCase struct {
	name       string
	text       string // "does it help?" when empty
	overheard  bool
	votes      votes
	best       string
	confidence float64
	want       Outcome
	topic      string
}

func TestGate(t *testing.T) {
	th := gateThresholds()
	runGate(t, gateEngine(t), []gateCase{
		{name: "nothing found", want: Abstain},
		{name: "sure", votes: votes{"sleep": .9}, best: "sleep", confidence: .95, want: Quote, topic: "sleep"},
		{name: "just sure enough", votes: votes{"sleep": .5}, best: "sleep", confidence: th.Quote, want: Quote, topic: "sleep"},
		{name: "just not sure enough, a choice", votes: votes{"sleep": .5, "shiatsu": .3}, best: "sleep", confidence: th.Quote - .001, want: Clarify, topic: "sleep"},
		{name: "just worth a choice", votes: votes{"sleep": .3, "shiatsu": .3}, best: "sleep", confidence: th.Clarify, want: Clarify},
		{name: "just not worth a choice", votes: votes{"sleep": .3, "shiatsu": .3}, best: "sleep", confidence: th.Clarify - .001, want: Abstain},
		{name: "a choice without a topic", best: "sleep", confidence: .5, want: Clarify},
		{name: "a passage without a topic", best: "sleep", confidence: .95, want: Quote},
		{name: "a covered topic is not what is missing", votes: votes{"sleep": .6}, best: "sleep", confidence: .1, want: Abstain, topic: ""},
		{name: "what is missing is named", votes: votes{"price": .6, "sleep": .2}, best: "sleep", confidence: .1, want: Abstain, topic: "price"},
		{name: "what is missing silences no section that answers", votes: votes{"price": .95}, best: "sleep", confidence: th.Quote, want: Quote},
		{name: "what is surely missing silences half a chance", votes: votes{"price": .6}, best: "sleep", confidence: th.Clarify + .01, want: Abstain, topic: "price"},
		{name: "but no good chance", votes: votes{"price": .6}, best: "sleep", confidence: th.Quote - .01, want: Clarify},
		{name: "what may be missing silences nothing", votes: votes{"price": kindVote - .01}, best: "sleep", confidence: th.Clarify + .01, want: Clarify},
		{name: "a guess is not named", votes: votes{"price": topicVote - .01}, want: Abstain, topic: ""},
		{name: "a doctor's matter", votes: votes{"pills": .6}, best: "sleep", confidence: .05, want: Abstain, topic: "pills"},
		{name: "far", votes: votes{"weather": .8}, best: "sleep", confidence: .02, want: Abstain, topic: "weather"},
		{name: "far silences a weak match", votes: votes{"weather": kindVote}, best: "sleep", confidence: fair*th.Quote - .01, want: Abstain, topic: "weather"},
		{name: "far leaves a fair match to be chosen", votes: votes{"weather": kindVote}, best: "sleep", confidence: fair*th.Quote + .01, want: Clarify, topic: "weather"},
		{name: "far silences no strong one", votes: votes{"weather": .9}, best: "sleep", confidence: th.Quote, want: Quote},
		{name: "booking", votes: votes{"book": .6, "sleep": .1}, best: "sleep", confidence: .2, want: Booking, topic: "book"},
		{name: "just booking", votes: votes{"book": bookingVote, "sleep": .1}, best: "sleep", confidence: .2, want: Booking, topic: "book"},
		{name: "just not booking", votes: votes{"book": bookingVote - .01, "sleep": .1}, best: "sleep", confidence: .1, want: Abstain, topic: "book"},
		{name: "a change is for the same people", votes: votes{"cancel": .6}, want: Booking, topic: "cancel"},
		{name: "booking and change add up", votes: votes{"book": bookingVote / 2, "cancel": bookingVote/2 + .01}, want: Booking, topic: "cancel"},
		{name: "booking against a sure passage", votes: votes{"book": .6, "sleep": .35}, best: "sleep", confidence: .8, want: Quote, topic: "book"},
		{name: "booking surer than a sure passage", votes: votes{"book": .9}, best: "sleep", confidence: .8, want: Booking, topic: "book"},
		{name: "refused", votes: votes{"rude": declineVote}, want: Decline, topic: "rude"},
		{name: "refused beside a weak match", votes: votes{"rude": .65, "sleep": .3}, best: "sleep", confidence: .5, want: Decline, topic: "rude"},
		{name: "refused beside a surer passage", votes: votes{"rude": .65, "sleep": .3}, best: "sleep", confidence: .9, want: Quote},
		{name: "refused comes before booking", votes: votes{"rude": .62, "book": .36}, want: Decline, topic: "rude"},
		{name: "not plainly to be refused", votes: votes{"rude": .45, "book": .5}, want: Booking, topic: "book"},
		{name: "not refused", votes: votes{"rude": declineVote - .01, "sleep": .4}, best: "sleep", confidence: .9, want: Quote},
		{name: "small talk", votes: votes{"hello": .8}, best: "sleep", confidence: .1, want: Greet, topic: "hello"},
		{name: "small talk silences a weak match", votes: votes{"hello": .6}, best: "sleep", confidence: .5, want: Greet, topic: "hello"},
		{name: "small talk silences no strong one", votes: votes{"hello": .9}, best: "sleep", confidence: .8, want: Quote},
		{name: "hardly small talk", votes: votes{"hello": topicVote - .01}, want: Abstain},
		{name: "talk between people", votes: votes{"chat": .8}, want: Greet, topic: "chat"},
		{name: "talk about other things", votes: votes{"chat": .42, "weather": .45}, want: Abstain, topic: "weather"},
		{name: "Spanish", text: "hola, cuánto cuesta un masaje", votes: votes{"sleep": .9}, best: "sleep", confidence: .99, want: Abstain},
		{name: "overheard, sure and asking", overheard: true, votes: votes{"sleep": .9}, best: "sleep", confidence: th.Listen, want: Quote},
		{name: "overheard, not quite sure", overheard: true, votes: votes{"sleep": .9}, best: "sleep", confidence: th.Listen - .001, want: Silent},
		{name: "overheard, no question", text: "massage helped my sleep so much", overheard: true, votes: votes{"sleep": .9}, best: "sleep", confidence: .99, want: Silent},
		{name: "overheard, asked and answered", text: "does massage help with sleep? it did for me", overheard: true, votes: votes{"sleep": .9}, best: "sleep", confidence: .99, want: Silent},
		{name: "overheard, asked of somebody", text: "@anna does massage help with sleep?", overheard: true, votes: votes{"sleep": .9}, best: "sleep", confidence: .99, want: Silent},
		{name: "overheard, a choice", overheard: true, votes: votes{"sleep": .5, "shiatsu": .4}, best: "sleep", confidence: .5, want: Silent},
		{name: "overheard, booking", overheard: true, votes: votes{"book": .9}, want: Silent},
		{name: "overheard, small talk", overheard: true, votes: votes{"hello": .9}, want: Silent},
		{name: "overheard, refused", overheard: true, votes: votes{"rude": .9}, want: Silent},
		{name: "overheard, Spanish", text: "¿cuánto cuesta un masaje?", overheard: true, want: Silent},
		{name: "overheard, nothing found", overheard: true, want: Silent},
	})
}

// TestGateElsewhere: in a folder on another subject nothing that is about massage is said, named or refused, and no topic silences
// half a chance.
func TestGateElsewhere(t *testing.T) {
	th := gateThresholds()
	e := beesEngine(t)
	if e.corpus.OnMassage() || e.corpus.Builtin() {
		t.Fatal("bees are taken for massage")
	}
	runGate(t, e, []gateCase{
		{name: "sure", best: "swarms", confidence: .9, want: Quote},
		{name: "sure, of a topic about massage", votes: votes{"sleep": .95}, best: "swarms", confidence: th.Quote, want: Quote},
		{name: "not refused", votes: votes{"rude": .95}, best: "swarms", confidence: .1, want: Abstain, topic: ""},
		{name: "massage is not named", votes: votes{"sleep": .95}, best: "swarms", confidence: .1, want: Abstain, topic: ""},
		{name: "nor a doctor's matter", votes: votes{"pills": .95}, want: Abstain, topic: ""},
		{name: "everyday matters are", votes: votes{"price": .6}, best: "swarms", confidence: .1, want: Abstain, topic: "price"},
		{name: "and silence no half chance", votes: votes{"price": .9}, best: "swarms", confidence: th.Clarify, want: Clarify},
		{name: "what is covered is not named", votes: votes{"honey": .9}, best: "honey", confidence: .1, want: Abstain, topic: ""},
		{name: "booking", votes: votes{"book": .6}, want: Booking, topic: "book"},
		{name: "small talk", votes: votes{"hello": .8}, want: Greet, topic: "hello"},
		{name: "far", votes: votes{"weather": .8}, want: Abstain, topic: "weather"},
	})
}

func runGate(t *testing.T, e *Engine, tests []gateCase) {
	t.Helper()
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
			if tt.want == Clarify && a.Choices[0].Passage.Section().ID != tt.best {
				t.Errorf("got the choices %q, want %s first", proposed(a.Choices), tt.best)
			}
		})
	}
}

// TestBeside: what an own section says goes beside the way to an appointment, or is offered there; a built-in one's does not.
func TestBeside(t *testing.T) {
	th := gateThresholds()
	for _, tt := range []struct {
		name       string
		e          *Engine
		best       string
		confidence float64
		quotes     string
		choices    bool
	}{
		{"own, sure", beesEngine(t), "swarms", th.Quote, "swarms", false},
		{"own, not sure", beesEngine(t), "swarms", th.Clarify, "", true},
		{"own, unlikely", beesEngine(t), "swarms", th.Clarify - .01, "", false},
		{"none", beesEngine(t), "", 0, "", false},
		{"built in, sure", gateEngine(t), "sleep", th.Quote, "", false},
		{"built in, not sure", gateEngine(t), "sleep", th.Clarify, "", false},
	} {
		for _, topic := range []string{"book", "cancel"} {
			var a Answer
			q := ask("can i come?")
			tt.e.decide(&a, q, q.Text, tt.e.found(votes{topic: .95}, tt.best, tt.confidence))
			if a.Outcome != Booking || a.Topic.ID != topic || quoted(a) != tt.quotes || (len(a.Choices) > 0) != tt.choices {
				t.Errorf("%s: got %v for %v, %q quoted, %q to choose from", tt.name, a.Outcome, a.Topic, quoted(a), proposed(a.Choices))
			}
			if bad := badAnswer(q, a); bad != "" {
				t.Errorf("%s: %s", tt.name, bad)
			}
		}
	}
	// A passage with a passing wish to book says so.
	e := beesEngine(t)
	for share, want := range map[float64]bool{passingVote: true, passingVote - .01: false} {
		var a Answer
		e.decide(&a, ask("x"), "x y", e.found(votes{"book": share}, "swarms", .9))
		if a.Outcome != Quote || a.Books != want {
			t.Errorf("a wish of %v: got %v, books %v, want %v", share, a.Outcome, a.Books, want)
		}
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
	sections := map[string]*corpus.Passage{}
	for _, p := range e.corpus.Passages() {
		sections[p.Section().ID] = p
	}
	own := gateOf(t, corpus.Folders{Own: fstest.MapFS{"a.md": {Data: []byte("No heading.\n\n## Pets {#pets}\n\nNo.\n\n## Pets {#more-pets}\n\nNo.\n\n## Prices\n\nTen.\n\n## Rooms\n\nTwo.\n\n## Oils\n\nOne.\n")}}})
	for _, p := range own.corpus.Passages() {
		sections[p.Section().ID] = p
	}
	type hits []search.Hit
	hit := func(id string, share float64) search.Hit {
		return search.Hit{Section: id, Passage: sections[id], Share: share}
	}
	for _, tt := range []struct {
		name string
		e    *Engine
		hits hits
		want string
	}{
		{"in their order", e, hits{hit("shiatsu", .5), hit("sleep", .3)}, "shiatsu=About shiatsu?, sleep=About sleep?"},
		{"only what is likely", e, hits{hit("sleep", .9), hit("shiatsu", leastChoice), hit("swedish", leastChoice-.001)}, "sleep=About sleep?, shiatsu=About shiatsu?"},
		{"the first, likely or not", e, hits{hit("sleep", 0)}, "sleep=About sleep?"},
		{"at most three", own, hits{hit("pets", .3), hit("prices", .3), hit("rooms", .2), hit("oils", .2)}, "pets=Pets, prices=Prices, rooms=Rooms"},
		{"of two with one question the first", own, hits{hit("pets", .5), hit("more-pets", .4), hit("prices", .1)}, "pets=Pets, prices=Prices"},
		{"none without a question", own, hits{hit("a", .5), hit("prices", .4)}, "prices=Prices"},
		{"none", e, nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range tt.e.choices(tt.hits) {
				got = append(got, s.Passage.Section().ID+"="+s.Ask)
			}
			if g := strings.Join(got, ", "); g != tt.want {
				t.Errorf("got %q, want %q", g, tt.want)
			}
		})
	}
}

// TestWeigh works the features out from a result made by hand.
func TestWeigh(t *testing.T) {
	e := gateEngine(t)
	r := e.found(votes{"price": .5, "sleep": .3, "weather": .1, "hello": .05}, "sleep", 0).result
	r.Hits[0].Features = search.Features{Dice: .6, Coverage: .7, WholeVector: .4, Vote: .3}
	r.Hits[0].Leading, r.Hits[0].Nearness, r.Hits[0].Farthest, r.Hits[0].Named = .2, .9, .8, 2
	r.Hits[1].Nearness = .6
	f := e.weigh(r)
	if f.best == nil || f.best.Section != "sleep" || f.confidence <= 0 || f.confidence >= 1 {
		t.Fatalf("got %+v with %v, want the first hit", f.best, f.confidence)
	}
	got := newFeatures(r, elsewhere(f.kinds))
	close := func(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 }
	if got.Dice != .6 || got.WholeVector != .4 || !close(got.Nearer, -.3) || !close(got.Farthest, .64) || !close(got.Named, math.Log(3)) || !close(got.Elsewhere, .15*.3) || !close(got.Uncovered, .5*.8) {
		t.Errorf("got %+v", got)
	}
	if got.Spread <= 0 {
		t.Errorf("several sections: got %+v, want the ranking not to be sure of one", got)
	}
	if names, vector := FeatureNames(), got.Vector(); len(names) != len(vector) || vector[0] != 1 {
		t.Errorf("got %v for %v", vector, names)
	}
	if alone := newFeatures(search.Result{Hits: r.Hits[:1]}, 0); alone.Spread >= got.Spread || alone.Nearer != 0 || alone.Uncovered != 0 || alone.Length != 0 {
		t.Errorf("one hit and nothing else: got %+v", alone)
	}
	if f := e.weigh(search.Result{Votes: r.Votes}); f.best != nil || f.confidence != 0 || f.topTopic().ID != "price" {
		t.Errorf("no hit: got %+v, confidence %v", f.best, f.confidence)
	}
	if f.topOf(corpus.SmallTalk, corpus.Far).ID != "weather" || f.topOf(corpus.Decline) != nil {
		t.Error("the likeliest topic of some kinds is another one")
	}
}

func TestProbability(t *testing.T) {
	var w [NumFeatures]float64
	if got := Probability(w, Features{}); got != .5 {
		t.Errorf("no weights: got %v, want .5", got)
	}
	w[0] = 800
	if got := Probability(w, Features{}); got != 1 {
		t.Errorf("got %v, want 1", got)
	}
	w[0] = -800
	if got := Probability(w, Features{}); got != 0 {
		t.Errorf("got %v, want 0", got)
	}
	if lo, hi := logOdds(0), logOdds(1); lo > -1 || hi < 1 || lo < -10 || hi > 10 {
		t.Errorf("log-odds of 0 and 1: got %v and %v, want them finite", lo, hi)
	}
}
