package sign

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"

	"backtalk/internal/classify"
)

// Example is a message to learn from.
type Example struct {
	Text  string
	Class string  // a sign's id, "not " and a sign's id, or the name of another matter
	Voice string  // who wrote it; held out together. Without, a text is held out by itself
	Share float64 // how much it counts in weighing the opinions; 0: not at all
}

// FollowExample is what somebody wrote after a warning.
type FollowExample struct {
	Text   string
	Follow Follow
}

// folds is how many parts the examples are held out in.
const folds = 5

// passes is how often the fit goes over the examples.
const passes = 6

// least is how near to 0 a weight of the classifiers is dropped; nine in ten go, and no figure falls.
const least = 0.3

// Inputs is the hash of what [Signs.Learn] learns from: certain words, sets, examples. The signs' texts are no part of it.
func (s *Signs) Inputs(examples []Example, follow []FollowExample) [32]byte {
	h := sha256.New()
	for i := range s.patterns {
		fmt.Fprintf(h, "%s %s\n", s.all[s.patterns[i].sign].ID, s.patterns[i].text)
	}
	for _, set := range slices.Sorted(maps.Keys(s.sets)) {
		fmt.Fprintf(h, "%s %q\n", set, s.sets[set])
	}
	for _, e := range examples {
		fmt.Fprintf(h, "%q %q %q %g\n", e.Text, e.Class, e.Voice, e.Share)
	}
	for _, e := range follow {
		fmt.Fprintf(h, "%q %d\n", e.Text, e.Follow)
	}
	return [32]byte(h.Sum(nil))
}

// lesson is an example as it was read.
type lesson struct {
	Example
	seen     classify.Text
	class    int
	danger   int
	fold     int
	opinions opinions
}

// Learn fits the classifiers to examples, and the weights of their opinions to what they think of examples that were held out,
// a fifth of the voices at a time. It calls held, when that is not nil, with each example and the log-odds of danger that it got
// while it was held out. It takes about half a minute for 35,000 examples; the same ones give the same to the bit.
func (s *Signs) Learn(examples []Example, follow []FollowExample, held func(Example, float64)) *Learnt {
	l := &Learnt{Inputs: s.Inputs(examples, follow)}
	class := map[string]int{}
	danger := map[string]int{}
	for _, sg := range s.all {
		if sg.Grade.Level.Warns() {
			danger[sg.ID] = 1
		}
	}
	lessons := make([]lesson, len(examples))
	for i, e := range examples {
		k, ok := class[e.Class]
		if !ok {
			k = len(l.kinds)
			class[e.Class], l.kinds = k, append(l.kinds, e.Class)
		}
		h := fnv.New32a()
		h.Write([]byte(cmp.Or(e.Voice, e.Text)))
		lessons[i] = lesson{Example: e, class: k, danger: danger[e.Class], fold: int(h.Sum32()>>3) % folds}
	}
	classify.Parallel(len(lessons), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			r := s.read(lessons[i].Text)
			lessons[i].seen = r.seen(0, len(r.tokens))
			s.done(r)
		}
	})
	for fold := range folds {
		var rest []*lesson
		for i := range lessons {
			if lessons[i].fold != fold {
				rest = append(rest, &lessons[i])
			}
		}
		part := *l
		part.talk = fitTalk(rest, len(l.kinds))
		with := s.With(&part)
		classify.Parallel(len(lessons), func(lo, hi int) {
			for i := lo; i < hi; i++ {
				if lessons[i].fold == fold && (lessons[i].Share > 0 || held != nil) {
					r := s.read(lessons[i].Text)
					lessons[i].opinions, _ = with.opine(r, with.matches(r))
					s.done(r)
				}
			}
		})
	}
	l.weights = weigh(lessons)
	if held != nil {
		for i := range lessons {
			held(lessons[i].Example, l.score(lessons[i].opinions))
		}
	}
	all := make([]*lesson, len(lessons))
	for i := range lessons {
		all[i] = &lessons[i]
	}
	l.talk = fitTalk(all, len(l.kinds))
	l.talk.Prune(least)
	l.follow = s.fitFollow(follow)
	return l
}

// fitTalk fits both heads: danger or not, and matters.
func fitTalk(lessons []*lesson, kinds int) *classify.Classifier {
	texts := make([]classify.Text, len(lessons))
	danger, matter := classify.Labels{Class: make([]int, len(lessons)), Classes: 2, Passes: passes}, classify.Labels{Class: make([]int, len(lessons)), Classes: kinds, Passes: passes}
	for i, e := range lessons {
		texts[i], danger.Class[i], matter.Class[i] = e.seen, e.danger, e.class
	}
	return classify.FitHeads(texts, danger, matter)
}

// weigh fits the weights of the opinions: a logistic regression by Newton's method, with a little shrinkage.
func weigh(lessons []lesson) (w [numOpinions]float64) {
	const rounds, shrink = 25, 1.0
	for range rounds {
		var gradient [numOpinions]float64
		var hessian [numOpinions][numOpinions]float64
		for i := range w {
			hessian[i][i], gradient[i] = shrink, -shrink*w[i]
		}
		for i := range lessons {
			e := &lessons[i]
			if e.Share == 0 {
				continue
			}
			x := e.opinions.vector()
			p := sigmoid(dot(w, x))
			for a := range x {
				gradient[a] += e.Share * (float64(e.danger) - p) * x[a]
				for b := range x {
					hessian[a][b] += e.Share * p * (1 - p) * x[a] * x[b]
				}
			}
		}
		for i, d := range solve(hessian, gradient) {
			w[i] += d
		}
	}
	return w
}

// solve returns the x of a x = b, for a positive definite a.
func solve(a [numOpinions][numOpinions]float64, b [numOpinions]float64) (x [numOpinions]float64) {
	for i := range b {
		for r := i + 1; r < len(b); r++ {
			f := a[r][i] / a[i][i]
			for c := i; c < len(b); c++ {
				a[r][c] -= f * a[i][c]
			}
			b[r] -= f * b[i]
		}
	}
	for i := len(b) - 1; i >= 0; i-- {
		x[i] = b[i]
		for c := i + 1; c < len(b); c++ {
			x[i] -= a[i][c] * x[c]
		}
		x[i] /= a[i][i]
	}
	return x
}
