package voice

import (
	"slices"
	"strings"
	"unicode/utf8"

	"backtalk/internal/corpus"
)

// maxSubjects is how long subjects may be, in characters: they stand in the middle of sentences.
const maxSubjects = 80

// Subjects are what a clinic's own articles are about, as their titles say. It is empty where the built-in articles are served
// as well, where not every title says a subject, and where all of them are too long for a sentence.
func Subjects(c *corpus.Corpus) string {
	if c.Builtin() {
		return ""
	}
	var titles []string
	for _, d := range c.Documents() {
		if !d.Titled || isForm(d.Title) {
			return ""
		}
		titles = append(titles, `"`+d.Title+`"`)
	}
	if len(titles) == 0 {
		return ""
	}
	last := len(titles) - 1
	subjects := titles[last]
	if last > 0 {
		subjects = strings.Join(titles[:last], ", ") + " and " + titles[last]
	}
	if utf8.RuneCountInString(subjects) > maxSubjects {
		return ""
	}
	return subjects
}

// isForm tells whether a title says what the text is, and not what it is about: "Frequently asked questions", "Handbook".
func isForm(title string) bool {
	title = strings.ToLower(title)
	return slices.ContainsFunc([]string{"faq", "question", "handbook", "information", "welcome", "guide"}, func(form string) bool {
		return strings.Contains(title, form)
	})
}
