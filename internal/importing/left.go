package importing

import "strings"

// leftovers gather what is left out.
type leftovers struct {
	all      []Left
	links    []Link
	pictures int
}

// Link is a link whose words were taken and whose address was not.
type Link struct{ Words, Address string }

// add notes a piece, unless it says nothing.
func (l *leftovers) add(what, text string) {
	const most = 10 // words that are shown
	if n := countWords(text); n > 0 {
		l.all = append(l.all, Left{What: what, First: firstWords(text, most), Words: n})
	}
}

// FileName is a name for the article's file: its title in letters, digits and hyphens.
func (a *Article) FileName() string {
	const most = 60 // bytes
	name := ""
	for w := range strings.FieldsFuncSeq(strings.ToLower(a.Title), func(r rune) bool { return !wordy(r) && r != '\'' && r != '’' }) {
		w = strings.NewReplacer("'", "", "’", "").Replace(w)
		if len(name)+len(w) > most {
			break
		}
		if name != "" && w != "" {
			name += "-"
		}
		name += w
	}
	switch name {
	case "":
		name = "imported-article"
	case "readme": // no article to package corpus
		name = "readme-article"
	}
	return name + ".md"
}
