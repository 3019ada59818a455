package corpus

import (
	"cmp"
	"time"

	"backtalk/internal/fault"
)

// ReviewState tells whether somebody answers for an article today.
type ReviewState uint8

// The states of review.
const (
	Unreviewed ReviewState = iota // nobody has put a name to it
	Reviewed                      // somebody has, and the review holds
	Expired                       // somebody had, and the review's last day has passed
)

// String is the state in a word.
func (s ReviewState) String() string {
	names := [...]string{"unreviewed", "reviewed", "expired"}
	if int(s) < len(names) {
		return names[s]
	}
	return "unknown"
}

// ReviewState tells how the article's review stands on the day of today, in today's time zone. A review holds on its
// last day, and one that is dated to a day still to come does not hold yet: that is a slip, such as 2062 for 2026.
func (d *Document) ReviewState(today time.Time) ReviewState {
	day := today.Format(time.DateOnly) // dates written so are ordered as their texts are
	switch {
	case d.Reviewed == "", d.ReviewedBy == "", d.Reviewed > day:
		return Unreviewed
	case d.ReviewUntil != "" && d.ReviewUntil < day:
		return Expired
	}
	return Reviewed
}

// Only is the part of the corpus whose passages keep wants. The topics and synonyms stay, so that what a withheld
// passage covered becomes a topic that nothing covers. A document with no such passage is left out; the others, with
// their sections, are the same as before.
func (c *Corpus) Only(keep func(*Passage) bool) *Corpus {
	part := &Corpus{topics: c.topics, byTopic: c.byTopic, synonyms: c.synonyms, builtin: c.builtin, massage: c.massage, replaced: c.replaced, warnings: c.warnings, place: c.place, learnt: c.learnt, ways: c.ways, whole: c.Whole(),
		byPassage: map[string]*Passage{}, covering: map[string][]*Passage{}}
	kept := map[*Document]bool{}
	for _, p := range c.passages {
		if keep(p) {
			part.passages = append(part.passages, p)
			part.byPassage[p.id] = p
			kept[p.Document()] = true
		}
	}
	for _, d := range c.documents {
		if kept[d] {
			part.documents = append(part.documents, d)
		}
	}
	for _, claim := range c.claims {
		if part.byPassage[claim.Passage.id] != nil {
			part.claims = append(part.claims, claim)
			part.covering[claim.Topic] = append(part.covering[claim.Topic], claim.Passage)
		}
	}
	return part
}

// Whole is everything that was loaded: the corpus itself, or what [Corpus.Only] made it of.
func (c *Corpus) Whole() *Corpus { return cmp.Or(c.whole, c) }

// checkReview reports a review that is signed by half or ends before it began; lines tells where the keys stand.
func (f *front) checkReview(y fault.YAML, lines map[string]int) {
	switch {
	case !isDate(f.reviewed), !isDate(f.reviewUntil): // reported already
	case f.reviewed != "" && f.reviewedBy == "":
		y.Fault(lines["reviewed"], "reviewed: who reviewed it? Write reviewed_by as well; a date without a name is no review")
	case f.reviewed == "" && f.reviewedBy != "":
		y.Fault(lines["reviewed_by"], "reviewed_by: when was it reviewed? Write reviewed as well, with a date like 2026-01-31")
	case f.reviewUntil != "" && f.reviewed == "":
		y.Fault(lines["review_until"], "review_until: nobody has reviewed it; write reviewed and reviewed_by as well, or take this out")
	case f.reviewUntil != "" && f.reviewUntil < f.reviewed:
		y.Fault(lines["review_until"], "review_until: %s is before the review itself, %s", f.reviewUntil, f.reviewed)
	}
}

// date is the value of a key that holds a date, which may be empty.
func date(y fault.YAML, f fault.Field) string {
	text := y.Text(f)
	if !isDate(text) {
		y.Fault(f.Line, "%s: %q is not a date like 2026-01-31", f.Key, text)
	}
	return text
}

// isDate tells whether a text is a date or nothing.
func isDate(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return text == "" || err == nil
}
