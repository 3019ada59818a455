package sign

import (
	"math"

	"backtalk/internal/classify"
	"backtalk/internal/phrase"
)

// Opinions are what the decision about danger goes by. The first four are log-odds.
type Opinions struct {
	Danger    float64 // danger or not, of the whole message
	Sentences float64 // the same of its likeliest two sentences
	Signs     float64 // the share of the signs among everything that people write about
	Margin    float64 // the likeliest sign against the likeliest other matter
	Length    float64 // log of the number of words
	Certain   float64 // 1 when certain words of a sign are there
	Held      float64 // 1 when they are, but a guard holds them
	Asked     float64 // share of the words in questions about what could be
	Person    float64 // 1 when the message names a person: the writer, a relative, somebody
}

// NumOpinions is how many numbers the vector has.
const NumOpinions = 10

// Vector lists the opinions in a fixed order, a constant first.
func (o Opinions) Vector() []float64 {
	return []float64{1, o.Danger, o.Sentences, o.Signs, o.Margin, o.Length, o.Certain, o.Held, o.Asked, o.Person}
}

// opinionNames names the entries of the vector.
func opinionNames() []string {
	return []string{"constant", "danger", "sentences", "signs", "margin", "length", "certain", "held", "asked", "person"}
}

// The pieces of a long sentence that are judged by themselves, in words.
const (
	window = 24
	stride = 12
)

// pieces returns where the sentences of a message begin and end; long ones in overlapping pieces.
func pieces(r *phrase.Reading) [][2]int {
	var out [][2]int
	for from, to := range r.Sentences() {
		for ; to-from > window+stride; from += stride {
			out = append(out, [2]int{from, from + window})
		}
		out = append(out, [2]int{from, to})
	}
	return out
}

// seen is what the classifiers see of words from to to: the words, and which sets stand in them, those apart that a guard holds.
func seen(r *phrase.Reading, from, to int) (t classify.Text) {
	t.Words, t.Stems = r.Words(from, to)
	for set, clear := range r.Sets(from, to) {
		if !clear {
			set = "not " + set
		}
		t.Marks = append(t.Marks, set)
	}
	return t
}

// See returns what the classifiers see of a message.
func (s *Signs) See(message string) classify.Text {
	r := s.words.Read(message)
	defer r.Done()
	return seen(r, 0, r.Len())
}

// Opinions returns what was learnt thinks of a message.
func (s *Signs) Opinions(message string) Opinions {
	r := s.words.Read(message)
	defer r.Done()
	o, _ := s.opine(r, s.matches(r))
	return o
}

// logOdds of a probability, within what a float32 can tell.
func logOdds(p float64) float64 {
	p = min(max(p, 1e-6), 1-1e-6)
	return math.Log(p / (1 - p))
}

// Heads of the classifier of talk.
const (
	DangerHead = iota // danger or not
	MatterHead        // what the message is about: signs, what only sounds like them, ordinary matters
)

// opine asks the classifiers about a message. It returns their opinions and the share of each class of the second.
func (s *Signs) opine(r *phrase.Reading, certain map[int32]match) (o Opinions, shares []float32) {
	c, kinds := s.learnt.Talk, s.learnt.kinds
	all := c.All(seen(r, 0, r.Len()))
	o.Danger = logOdds(float64(all[DangerHead][1]))
	shares = all[MatterHead]
	first, second := math.Inf(-1), math.Inf(-1)
	spans := pieces(r)
	for _, sp := range spans {
		if len(spans) == 1 {
			break
		}
		v := logOdds(float64(c.Head(DangerHead, seen(r, sp[0], sp[1]))[1]))
		switch {
		case v > first:
			first, second = v, first
		case v > second:
			second = v
		}
	}
	o.Sentences = o.Danger
	if len(spans) > 1 {
		o.Sentences = max((first+second)/2, first-oneSentence)
	}
	var signs, best, other float64
	for k, p := range shares {
		if kinds[k].danger {
			signs += float64(p)
			best = max(best, float64(p))
		} else {
			other = max(other, float64(p))
		}
	}
	o.Signs = logOdds(signs)
	o.Margin = math.Log((best + 1e-5) / (other + 1e-5))
	o.Length = math.Log(1 + float64(r.Len()))
	o.Asked = r.Asked()
	if r.Person() {
		o.Person = 1
	}
	for i, m := range certain {
		switch {
		case !s.all[i].Grade.Level.Warns():
		case m.clear:
			o.Certain, o.Held = 1, 0
		case o.Certain == 0:
			o.Held = 1
		}
	}
	return o, shares
}

// oneSentence is how much less a single likely sentence counts than two.
const oneSentence = 1.5
