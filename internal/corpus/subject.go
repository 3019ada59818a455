package corpus

import (
	"slices"
	"strings"

	"backtalk/internal/text"
)

// enoughHeadings on massage make articles about massage; one or two also stand in the FAQ of a gym that offers it.
const enoughHeadings = 3

// title is what somebody called the article; empty when its first heading is a question, or one of several alike.
func (a article) title() string {
	if a.front.title != "" {
		return a.front.title
	}
	title, first, tops := "", true, 0
	for _, d := range a.drafts {
		h := d.heading
		if h.level == 1 {
			tops++
			if first {
				title = h.heading
			}
		}
		first = first && h.heading == ""
	}
	if tops != 1 || strings.HasSuffix(title, "?") {
		return ""
	}
	return title
}

// speakOfMassage tells whether a clinic's articles are about massage: a title says so, or enough headings.
func speakOfMassage(articles []article) bool {
	stemmer := text.NewStemmer()
	headings := 0
	for _, a := range articles {
		if saysMassage(stemmer, a.title()) {
			return true
		}
		for _, d := range a.drafts {
			if saysMassage(stemmer, d.heading.heading) {
				headings++
			}
		}
	}
	return headings >= enoughHeadings
}

// saysMassage tells whether a text speaks of massage or bodywork, by the words' stems.
func saysMassage(stemmer *text.Stemmer, s string) bool {
	return slices.ContainsFunc(text.Append(nil, s), func(w text.Word) bool {
		stem := stemmer.Stem(w.Norm)
		return stem == "massag" || stem == "bodywork"
	})
}

// fitAnySubject makes the topics' replies fit articles on any subject: one that speaks of massage or a therapist goes, so
// that the words for its kind are said, and what it calls the clinic is the team.
func (l *library) fitAnySubject() {
	stemmer := text.NewStemmer()
	team := strings.NewReplacer("the clinic's staff", "the team", "the clinic", "the team", "The clinic", "The team")
	for _, t := range l.topics {
		if saysMassage(stemmer, t.Reply) || strings.Contains(t.Reply, "therapist") {
			t.Reply = ""
		}
		t.Reply = team.Replace(t.Reply)
	}
}
