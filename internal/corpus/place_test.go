package corpus

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

// learntFolder is a built-in folder whose topics were learnt: one article, four topics without questions.
func learntFolder(t *testing.T, more ...string) Folders {
	t.Helper()
	l := taught("price", "parking", "pets", "hello")
	return Folders{Builtin: folder(append([]string{"guide.md", "# Guide\n\n## Where to put the car {#parking}\nBuilt in on parking.\n\n## Manners\nBuilt in on manners.\n",
		"topics.yaml", libraryOf("price clinic", "parking clinic", "pets clinic", "hello smalltalk"), "learn/learnt.bin", learntFile(t, l)}, more...)...)}
}

// placed is the likeliest topic of a text; empty when none is more likely than others. It fails on what is no distribution.
func placed(t *testing.T, c *Corpus, text string) string {
	t.Helper()
	p := c.Place(text)
	if len(p) != len(c.Topics()) {
		t.Fatalf("%q: got %d probabilities of %d topics", text, len(p), len(c.Topics()))
	}
	var sum float64
	for _, x := range p {
		if !(x >= 0 && x <= 1) {
			t.Errorf("%q: got the probability %v", text, x)
		}
		sum += float64(x)
	}
	if len(p) > 0 && (sum < 0.999 || sum > 1.001) {
		t.Errorf("%q: the probabilities add up to %v", text, sum)
	}
	if len(p) == 0 {
		return ""
	}
	return c.Topics()[slices.Index(p, slices.Max(p))].ID
}

// TestPlace finds built-in topics by what was learnt, and a folder's own by the questions that it brings.
func TestPlace(t *testing.T) {
	const own = "topics:\n  - id: lockers\n    kind: clinic\n    ask: Are there lockers?\n    questions: [where are the lockers, is there a locker for my bag, do i need a padlock, lost my locker key]\n"
	usual := map[string]string{"how much for an hour": "price", "where can i leave the car": "parking", "is a dog allowed": "pets", "good morning to all": "hello"}
	tests := []struct {
		name  string
		files []string
		want  map[string]string
	}{
		{"no own topics", nil, usual},
		{"own topics", []string{"topics/own.yaml", own}, map[string]string{"do you have lockers": "lockers", "a padlock for my bag": "lockers", "the key is lost": "lockers",
			"how much for an hour": "price", "where can i leave the car": "parking", "is a dog allowed": "pets", "good morning to all": "hello"}},
		{"own topics in one file", []string{"topics.yaml", own}, map[string]string{"do you have lockers": "lockers", "how much for an hour": "price"}},
		{"own questions for a built-in topic", []string{"topics/own.yaml", "topics:\n  - {id: pets, questions: [my parrot too, parrots on a leash, does the parrot bite]}\n"},
			map[string]string{"a parrot": "pets", "is a dog allowed": "pets", "how much for an hour": "price", "good morning to all": "hello"}},
		{"switched off", []string{"topics/off.yaml", "off: [pets]\n"}, map[string]string{"how much for an hour": "price", "where can i leave the car": "parking", "good morning to all": "hello", "is a dog allowed": ""}},
		{"switched off and own topics", []string{"topics/own.yaml", "off: [parking]\n" + own}, map[string]string{"do you have lockers": "lockers", "is a dog allowed": "pets", "good morning to all": "hello"}},
		{"switched off and written anew", []string{"topics/own.yaml", "off: [pets]\n" + strings.ReplaceAll(own, "id: lockers", "id: pets")}, map[string]string{"do you have lockers": "pets", "how much for an hour": "price"}},
		{"learnt by somebody else", []string{"learn/learnt.bin", learntFile(t, taught("hello", "price"))}, usual},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := learntFolder(t)
			f.Own, f.Serve = folder(append([]string{"a.md", "## X\nOurs."}, tt.files...)...), No
			c, err := Load(f)
			if err != nil {
				t.Fatal(err)
			}
			again, err := Load(f)
			if err != nil {
				t.Fatal(err)
			}
			for text, want := range tt.want {
				if got := placed(t, c, text); got != want && want != "" {
					t.Errorf("%q: got %s (%v), want %s", text, got, c.Place(text), want)
				}
				if !slices.Equal(c.Place(text), again.Place(text)) {
					t.Errorf("%q: loaded twice, two answers", text)
				}
			}
			for _, text := range []string{"", "?", "zebra", "\xff", strings.Repeat("how much ", 5000)} {
				placed(t, c, text)
			}
		})
	}
	alone := mustLoad(t, folder("a.md", "## X\nOurs.", "topics/own.yaml", own+"  - {id: price, kind: clinic, ask: How much?, questions: [how much is it, what does it cost]}\n"))
	for text, want := range map[string]string{"the lockers": "lockers", "how much": "price"} {
		if got := placed(t, alone, text); got != want {
			t.Errorf("nothing was learnt, %q: got %s, want %s", text, got, want)
		}
	}
	if none := mustLoad(t, folder("a.md", "A.")); len(none.Place("how much")) != 0 || len(none.Vocabulary()) != 0 {
		t.Error("without topics something is found")
	}
	var zero Corpus
	if zero.Place("x") != nil || zero.Vocabulary() != nil {
		t.Error("the zero corpus finds something")
	}
}

// TestVocabulary: the words of what was learnt and of own questions, counted where they are about our own subjects.
func TestVocabulary(t *testing.T) {
	f := learntFolder(t)
	f.Own = folder("a.md", "## X\nOurs.", "topics/own.yaml", "topics:\n  - {id: lockers, kind: clinic, ask: Lockers?, questions: [a locker and a locker, how much]}\n  - {id: jokes, kind: chatter, ask: Joke?, questions: [why did the hen]}\n")
	f.Serve = No
	c, err := Load(f)
	if err != nil {
		t.Fatal(err)
	}
	words := c.Vocabulary()
	for w, want := range map[string]int{"locker": 2, "much": 3, "dog": 2, "morning": 0, "hen": 0} {
		if n, known := words[w]; n != want || !known {
			t.Errorf("%s: got %d, known %v, want %d", w, n, known, want)
		}
	}
	if _, known := words["zebra"]; known {
		t.Error("zebra is known")
	}
	if l := taught("price", "parking", "pets", "hello"); l.Words["locker"] != 0 {
		t.Error("what was learnt has changed")
	}
}

// TestPhrasings: how people ask for a topic, the folder's own ways first; also in a part of the corpus.
func TestPhrasings(t *testing.T) {
	f := learntFolder(t)
	f.Own, f.Serve = folder("a.md", "## X\nOurs.", "topics/own.yaml", "topics:\n  - {id: lockers, kind: clinic, ask: Lockers?, questions: [a locker]}\n  - {id: price, questions: [whats the damage]}\n"), No
	c, err := Load(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []*Corpus{c, c.Only(func(*Passage) bool { return true })} {
		for id, want := range map[string][]string{"price": {"whats the damage", "how much is it", "what does an hour cost"}, "pets": {"may i bring my dog", "are dogs allowed"}, "lockers": {"a locker"}, "hello": nil, "none": nil} {
			if got := part.Phrasings(id); !slices.Equal(got, want) {
				t.Errorf("%s: got %q, want %q", id, got, want)
			}
		}
	}
}

// TestLikely: what the texts of articles are about is known where it was learnt, and is what would be worked out.
func TestLikely(t *testing.T) {
	f := learntFolder(t)
	plain, err := Load(f)
	if err != nil {
		t.Fatal(err)
	}
	l := taught("price", "parking", "pets", "hello")
	sorted := taught("hello", "parking", "pets", "price") // by id, as they are learnt
	sorted.Learn(plain)
	if len(sorted.Texts) == 0 || l.Texts != nil {
		t.Fatal("nothing is known of the articles")
	}
	back, err := ReadLearnt(learntBytes(t, sorted))
	if err != nil || len(back.Texts) != len(sorted.Texts) {
		t.Fatalf("got %d texts of %d, %v", len(back.Texts), len(sorted.Texts), err)
	}
	for h, want := range sorted.Texts {
		got := back.Texts[h]
		if len(got) != len(want) {
			t.Fatalf("got %v, want %v", got, want)
		}
		for i := range want {
			if d := got[i].P - want[i].P; got[i].Topic != want[i].Topic || d > 1e-4 || d < -1e-4 {
				t.Errorf("got %v, want %v", got, want)
			}
		}
	}
	file := learntBytes(t, sorted)
	for n := range file {
		if _, err := ReadLearnt(file[:n]); err == nil {
			t.Fatalf("%d bytes of %d were read", n, len(file))
		}
	}
	known := learntFolder(t, "learn/learnt.bin", learntFile(t, sorted))
	c, err := Load(known)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Passages() {
		texts := p.Texts()
		if len(texts) != 2+len(p.Sentences()) || texts[0] != p.Heading() || !strings.HasSuffix(texts[1], p.Text()) || texts[2] != p.Sentence(0) {
			t.Errorf("%s: got the texts %q", p.ID(), texts)
		}
		for _, text := range append(texts, "may i bring my dog") {
			place, sum := c.Place(text), float32(0)
			for _, s := range c.Likely(text) {
				if d := s.P - place[s.Topic]; d > 0.02 || d < -0.02 {
					t.Errorf("%q: got %v of topic %d, want %v", text, s.P, s.Topic, place[s.Topic])
				}
				sum += s.P
			}
			if sum < 0.95 || sum > 1.001 {
				t.Errorf("%q: the likely topics add up to %v", text, sum)
			}
		}
	}
	var zero Corpus
	if zero.Likely("x") != nil {
		t.Error("the zero corpus finds something")
	}
	// What an own folder switches off is no topic of a text, and one that it adds may be.
	known.Own, known.Serve = folder("a.md", "## X\nOurs.", "topics/own.yaml", "off: [parking]\ntopics:\n  - {id: cars, kind: clinic, ask: Cars?, questions: [where to put the car, put the car here]}\n"), Yes
	if c, err = Load(known); err != nil {
		t.Fatal(err)
	}
	if got := c.Likely("Where to put the car"); len(got) == 0 || c.Topics()[got[0].Topic].ID != "cars" {
		t.Errorf("got %v, want the own topic first", got)
	}
}

// TestOnlyKeepsPlaces: a part of a corpus compares texts as the whole does.
func TestOnlyKeepsPlaces(t *testing.T) {
	c, err := Load(learntFolder(t))
	if err != nil {
		t.Fatal(err)
	}
	part := c.Only(func(p *Passage) bool { return p.Section().ID == "parking" })
	if !slices.Equal(part.Place("how much is it"), c.Place("how much is it")) || len(part.Vocabulary()) != len(c.Vocabulary()) || c.Learnt() == nil || part.Learnt() != c.Learnt() || part.OnMassage() != c.OnMassage() || part.Builtin() != c.Builtin() {
		t.Error("the part knows other topics than the whole")
	}
}

// TestPlaceAtOnce: many who ask at once get what each would get alone.
func TestPlaceAtOnce(t *testing.T) {
	c, err := Load(learntFolder(t))
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{"how much is it", "may my dog come", "hello", "", "a car"}
	var want [][]float32
	for _, s := range texts {
		want = append(want, c.Place(s))
	}
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 100 {
				k := (g + i) % len(texts)
				if !slices.Equal(c.Place(texts[k]), want[k]) {
					t.Errorf("%q: another answer beside others", texts[k])
					return
				}
			}
		})
	}
	wg.Wait()
}

// TestGuessed: of a section that nothing else says anything about, the classifier says what it covers, if it is sure.
func TestGuessed(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"heading and text", "## Where do I leave my car\nYou can leave the car behind the house.\n", "where-do-i-leave-my-car/1: parking, guessed"},
		{"all passages of the section", "## Where do I leave my car\n" + sentencesOf(4, 50) + "\n", "where-do-i-leave-my-car/1: parking, guessed; where-do-i-leave-my-car/2: parking, guessed"},
		{"a name comes first", "## Pets\nWhere do I leave my car?\n", "pets/1: pets"},
		{"an id comes first", "## Where do I leave my car {#pets}\nHere.\n", "pets/1: pets"},
		{"front matter decides", "---\ntopics: {where-do-i-leave-my-car: [pets]}\n---\n## Where do I leave my car\nHere.\n", "where-do-i-leave-my-car/1: pets"},
		{"front matter that covers nothing decides", "---\ntopics: {where-do-i-leave-my-car: []}\n---\n## Where do I leave my car\nHere.\n", ""},
		{"front matter on another section does not", "---\ntopics: {x: []}\n---\n## Where do I leave my car\nIn the car park.\n\n## X\nA.\n", "where-do-i-leave-my-car/1: parking, guessed"},
		{"not sure", "## Our team\nAnn and Bob.\n", ""},
		{"text without a heading", "Where do I leave my car? Leave the car here.\n", ""},
		{"small talk is never covered", "## Hello there, good morning\nHow are you?\n", ""},
		{"a heading alone", "# Where do I leave my car\n\n## Our team\nAnn.\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := learntFolder(t)
			f.Own, f.Serve = folder("a.md", tt.in), No
			c, err := Load(f)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, cl := range c.Claims() {
				line := strings.TrimPrefix(cl.Passage.ID(), "a/") + ": " + cl.Topic
				if cl.Guessed {
					line += ", guessed"
				}
				if why := strings.HasPrefix(cl.Why, "people's questions say so: its heading is ") && strings.HasSuffix(cl.Why, " %"); why != cl.Guessed {
					t.Errorf("guessed: %v, because %s", cl.Guessed, cl.Why)
				}
				if !slices.Equal(cl.Passage.Topics(), []string{cl.Topic}) || !slices.Contains(c.Covering(cl.Topic), cl.Passage) {
					t.Errorf("the claim of %s on %s stands in one place and not in another", cl.Passage.ID(), cl.Topic)
				}
				got = append(got, line)
			}
			if g := strings.Join(got, "; "); g != tt.want {
				t.Errorf("got %q, want %q", g, tt.want)
			}
			checkCorpus(t, c)
		})
	}
}

// TestGuessedBuiltin: built-in articles are covered by what somebody says of them alone.
func TestGuessedBuiltin(t *testing.T) {
	c, err := Load(learntFolder(t, "more.md", "## May I bring my dog\nDogs are welcome.\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := len(c.Covering("pets")); got != 0 {
		t.Errorf("got %d passages about pets, want none: nobody says so", got)
	}
}

// TestReplacedByGuess: an own section takes a built-in one's place by what the classifier thinks that it covers.
func TestReplacedByGuess(t *testing.T) {
	f := learntFolder(t)
	f.Own, f.Serve = folder("a.md", "## Where do I leave my car\nOurs: leave the car in the yard.\n"), Yes
	c, err := Load(f)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := shown(c), "where-do-i-leave-my-car=Ours: leave the car in the yard. | guide | manners=Built in on manners."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if r := c.Replaced(); len(r) != 1 || r[0].Topic != "parking" || r[0].Own.ID != "where-do-i-leave-my-car" || r[0].Builtin.ID != "parking" {
		t.Errorf("got %+v", r)
	}
	if got := c.Covering("parking"); len(got) != 1 || got[0].Document().Builtin {
		t.Errorf("got %d passages about parking, want the own one", len(got))
	}
}

// TestFitted: what an earlier load fitted makes the same corpus as fitting it; what was fitted to anything else is of no account.
func TestFitted(t *testing.T) {
	const own = "topics:\n  - {id: lockers, kind: clinic, ask: Lockers?, questions: [where are the lockers, a padlock for the locker, lost my locker key]}\n  - {id: pets, questions: [my parrot too]}\n"
	with := func(topics string, l *Learnt, fitted []byte) Folders {
		f := learntFolder(t)
		f.Own, f.Serve, f.Learnt, f.Fitted = folder("a.md", "## Where do I leave my locker key\nOurs.", "topics/own.yaml", topics), Yes, l, fitted
		return f
	}
	loaded := func(topics string, l *Learnt, fitted []byte) *Corpus {
		t.Helper()
		c, err := Load(with(topics, l, fitted))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	want := loaded(own, nil, nil)
	same := func(name string, got, want *Corpus) {
		t.Helper()
		if !bytes.Equal(got.Fitted(), want.Fitted()) || !reflect.DeepEqual(got.place.classifier, want.place.classifier) || !maps.Equal(got.Vocabulary(), want.Vocabulary()) {
			t.Errorf("%s: another classifier than without kept rows", name)
		}
		if len(got.Claims()) == 0 || len(got.Claims()) != len(want.Claims()) {
			t.Errorf("%s: got %d claims, want %d", name, len(got.Claims()), len(want.Claims()))
		}
	}
	fitted := want.Fitted()
	if part := want.Only(func(*Passage) bool { return true }); len(fitted) == 0 || !bytes.Equal(part.Fitted(), fitted) {
		t.Fatalf("got %d bytes", len(fitted))
	}
	same("kept", loaded(own, nil, fitted), want)
	same("damaged", loaded(own, nil, fitted[:len(fitted)-1]), want)
	other := strings.ReplaceAll(own, "my parrot too", "my budgie too")
	if bytes.Equal(loaded(other, nil, nil).Fitted(), fitted) {
		t.Error("another question, the same rows")
	}
	same("another folder's", loaded(other, nil, fitted), loaded(other, nil, nil))
	later := taught("parking", "pets", "hello", "price")
	same("of what was learnt before", loaded(own, later, fitted), loaded(own, later, nil))
	if bytes.Contains(fitted, []byte("lock")) || bytes.Contains(fitted, []byte("parrot")) {
		t.Error("words are kept")
	}
	for name, topics := range map[string]string{"no questions": "topics:\n  - {id: pets, reply: Ask us.}\n", "no topics": "off: [pets]\n"} {
		if got := loaded(topics, nil, fitted).Fitted(); got != nil {
			t.Errorf("%s: got %d bytes that were fitted", name, len(got))
		}
	}
	f := with(own, nil, fitted)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if c, err := Load(f); err != nil || !bytes.Equal(c.Fitted(), fitted) {
				t.Errorf("beside others, something else was fitted; %v", err)
			}
		})
	}
	wg.Wait()
	var zero Corpus
	if zero.Fitted() != nil {
		t.Error("something was fitted to the zero corpus")
	}
}
