package quality

import (
	"bytes"
	"fmt"
	"go/format"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"backtalk/internal/answer"
	"backtalk/internal/search"
)

// gathered is a folder of testdata, ranked.
func gathered(t *testing.T, name string, share float64) Set {
	t.Helper()
	dir := filepath.Join("testdata/folders", name)
	cases := readCases(t, filepath.Join(dir, "questions.jsonl"))
	s, err := Gather(t.Context(), name, share, folderEngine(t, os.DirFS(dir)), cases, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestFitAgain: the same folders give the same weights to the digit, on however many processors; one that is left out has no say in
// them; and the weights tell right sections from others.
func TestFitAgain(t *testing.T) {
	barber, yoga := gathered(t, "barber", 1), gathered(t, "yoga", 1)
	both := Fit([]Set{barber, yoga}, "")
	before := runtime.GOMAXPROCS(1)
	alone := gathered(t, "barber", 1)
	runtime.GOMAXPROCS(before)
	if again := Fit([]Set{alone, yoga}, ""); again != both {
		t.Errorf("fitted again: got %v, want %v", again, both)
	}
	if without, never := Fit([]Set{barber, yoga}, "yoga"), Fit([]Set{barber}, ""); without != never || without == both {
		t.Errorf("yoga left out: got %v, want %v", without, never)
	}
	against := both
	for i := range against.Rank {
		against.Rank[i] = -both.Rank[i]
	}
	for _, s := range []Set{barber, yoga} {
		if fitted, worst := s.Tally(both, 0.5), s.Tally(against, 0.5); 2*fitted.First < fitted.Of || 2*worst.First > worst.Of || fitted.Brier >= 0.25 {
			t.Errorf("%s: got %v; with the opposite ranking %v", s.Name, fitted, worst)
		}
		if none := s.Tally(Weights{}, 0.5); none.Brier != 0.25 || none.Said != 0.5 { // a coin's
			t.Errorf("%s, without weights: got %v", s.Name, none)
		}
	}
}

// madeUp is a set of which it is known what the weights must be like: the right one of four sections has the better heading, a text
// that is worse, and vectors that say nothing; where none is right, the question's farthest word is far from them all.
func madeUp(name string, questions int) Set {
	s := Set{Name: name, Share: 1}
	noise := func(a, b int) float64 { return float64((a*7+b*13)%10) / 100 } // 0 to 0.09, the same each time
	for i := range questions {
		q := ranked{Case: Case{ID: fmt.Sprint(name, i), Kind: Answerable}}
		if i%3 == 2 {
			q.Kind, q.Group = Unanswerable, "near"
		}
		for k := range 4 {
			right := k == i%4 && q.Kind == Answerable
			h := search.Hit{Section: fmt.Sprint(k), Farthest: 0.3 + noise(i, k), Features: search.Features{Dice: 0.2 + noise(i, k), Body: 3 + 10*noise(k, i), WholeVector: noise(i, 3*k)}}
			if right {
				h.Features.Dice, h.Features.Body, h.Farthest = 0.25+noise(i, k), 2.5+10*noise(k, i), 0.4+noise(i, k)
			}
			q.Hits = append(q.Hits, h)
			q.right = append(q.right, right)
		}
		s.ranked = append(s.ranked, q)
	}
	return s
}

// TestFitSigns: what speaks for a section gets a weight above 0, and what speaks against it one below.
func TestFitSigns(t *testing.T) {
	w := Fit([]Set{madeUp("a", 120)}, "")
	rank, gate := named(w)
	for name, sign := range map[string]float64{"dice": 1, "body": -1} {
		if rank[name]*sign < 0.1 {
			t.Errorf("ranking, %s: got %v, want its sign to be that of %v", name, rank[name], sign)
		}
	}
	for _, name := range []string{"vote", "heading topics", "sentence vector"} { // nothing has them
		if rank[name] != 0 {
			t.Errorf("ranking, %s: got %v, want 0", name, rank[name])
		}
	}
	if gate["farthest word"] < 0.1 || gate["dice"] < 0.1 {
		t.Errorf("gate: got %v", gate)
	}
	if got := (&Set{}).Tally(w, 0.5); got != (Tally{}) {
		t.Errorf("nothing asked: got %v", got)
	}
	if twice, shared := Fit([]Set{madeUp("a", 120), madeUp("b", 120)}, ""), Fit([]Set{{"a", 2, madeUp("a", 120).ranked}}, ""); !near(twice, shared) {
		t.Errorf("a share of two: got %v, want what twice the questions give, %v", shared, twice)
	}
}

// named are weights by the names of their features.
func named(w Weights) (rank, gate map[string]float64) {
	rank, gate = map[string]float64{}, map[string]float64{}
	for i, name := range search.FeatureNames() {
		rank[name] = w.Rank[i]
	}
	for i, name := range answer.FeatureNames() {
		gate[name] = w.Gate[i]
	}
	return rank, gate
}

func near(a, b Weights) bool {
	for i := range a.Rank {
		if math.Abs(a.Rank[i]-b.Rank[i]) > 1e-6 {
			return false
		}
	}
	for i := range a.Gate {
		if math.Abs(a.Gate[i]-b.Gate[i]) > 1e-6 {
			return false
		}
	}
	return true
}

// TestTally counts questions whose fate is known: headings decide the ranking, and the farthest word the gate.
func TestTally(t *testing.T) {
	var w Weights
	ranks, gates := search.FeatureNames(), answer.FeatureNames()
	w.Rank[slices.Index(ranks[:], "dice")] = 10
	w.Gate[slices.Index(gates[:], "constant")] = -50
	w.Gate[slices.Index(gates[:], "farthest word")] = 100
	question := func(kind Kind, group string, right int, dice []float64, farthest float64) ranked {
		q := ranked{Case: Case{Kind: kind, Group: group}}
		for k, d := range dice {
			q.Hits = append(q.Hits, search.Hit{Features: search.Features{Dice: d}, Farthest: farthest})
			q.right = append(q.right, k == right)
		}
		return q
	}
	s := Set{Name: "made up", Share: 1, ranked: []ranked{
		question(Answerable, "", 1, []float64{0.1, 0.9, 0.2, 0.3}, 1),       // first and shown
		question(Answerable, "", 1, []float64{0.1, 0.9, 0.2, 0.3}, 0),       // first and not shown
		question(Answerable, "", 2, []float64{0.1, 0.9, 0.2, 0.3}, 1),       // third, and the wrong one shown
		question(Answerable, "", 0, []float64{0.1, 0.9, 0.2, 0.3}, 0),       // fourth
		question(Answerable, "", 0, nil, 1),                                 // nothing found
		question(Unanswerable, "near", -1, []float64{0.1, 0.9, 0.2}, 1),     // shown
		question(Unanswerable, "near", -1, []float64{0.1, 0.9, 0.2}, 0),     // refused
		question(Unanswerable, "far", -1, []float64{0.1, 0.9, 0.2}, 0),      // refused
		question(Unanswerable, "far", -1, nil, 1),                           // nothing found
		question(Unanswerable, "far", -1, []float64{0.1, 0.9, 0.2, 0.5}, 1), // shown
	}}
	got := s.Tally(w, 0.5)
	for _, x := range []*float64{&got.Brier, &got.Said, &got.Came} {
		*x = math.Round(*x*1e6) / 1e6
	}
	// Of the eight with hits, four are said to be surely right and one of those is; of the other four one is.
	want := Tally{Name: "made up", Of: 5, First: 2, Three: 3, Shown: 2, Right: 1, Near: 2, NearShown: 1, Far: 3, FarShown: 1, Brier: 0.5, Said: 0.5, Came: 0.25}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if line := got.String(); !strings.HasPrefix(line, "made up ") || !strings.Contains(line, "first 0.40  three 0.60  right shown 0.20  of shown wrong 0.50  near refused   1 of   2  far   2 of   3") {
		t.Errorf("got %q", line)
	}
	if all := s.Tally(w, 0); all.Shown != 4 || all.NearShown != 2 || all.FarShown != 2 {
		t.Errorf("quoting whatever there is: got %+v", all)
	}
}

// TestWriteWeights: what is written is formatted Go that names every feature, and the file that the engine goes by is such a one.
func TestWriteWeights(t *testing.T) {
	var w Weights
	for i := range w.Rank {
		w.Rank[i] = float64(i) - 4.00049
	}
	for i := range w.Gate {
		w.Gate[i] = 100.0 / float64(i+1)
	}
	w.Gate[1] = -0.0001 // is written as 0
	var b bytes.Buffer
	if err := WriteWeights(&b, w); err != nil {
		t.Fatal(err)
	}
	if formatted, err := format.Source(b.Bytes()); err != nil || !bytes.Equal(formatted, b.Bytes()) {
		t.Errorf("it is not formatted, %v:\n%s", err, b.String())
	}
	weight := regexp.MustCompile(`(?m)^\t\t(-?[0-9.]+), +// (.+)$`)
	var got []string
	for _, m := range weight.FindAllStringSubmatch(b.String(), -1) {
		got = append(got, m[2]+" "+m[1])
	}
	var want []string
	for i, name := range search.FeatureNames() {
		want = append(want, name+" "+number(w.Rank[i]))
	}
	for i, name := range answer.FeatureNames() {
		want = append(want, name+" "+number(w.Gate[i]))
	}
	if !slices.Equal(got, want) || !slices.Contains(got, "dice 0") || !slices.Contains(got, "body -4") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	shipped, err := os.ReadFile("../answer/weights.go")
	if err != nil {
		t.Fatal(err)
	}
	bare := func(source []byte) string { return weight.ReplaceAllString(string(source), "\t\t// $2") }
	if bare(shipped) != bare(b.Bytes()) {
		t.Errorf("internal/answer/weights.go is not what is written; run \"backtalk eval --fit\":\n%s", diff(bare(b.Bytes()), bare(shipped)))
	}
}
