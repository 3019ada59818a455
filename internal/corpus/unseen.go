package corpus

import (
	"fmt"

	"backtalk/internal/fault"
	"backtalk/internal/text"
)

// unseen warns of each character in an article's text that nobody sees, once, where it stands first.
func (a article) unseen() (warnings fault.Faults) {
	more := map[string]int{} // by character: how often it stands there again
	var first []string
	lines := lineCounter{text: a.view}
	for at := a.from; at < len(a.text); {
		next, name := text.Unseen(a.text[at:])
		if next < 0 {
			break
		}
		at += next
		if _, again := more[name]; again {
			more[name]++
		} else {
			more[name] = 0
			first = append(first, name)
			warnings = append(warnings, fault.Fault{File: a.file, Line: lines.at(at), Message: text.UnseenFault(a.text[at:])})
		}
		at++
	}
	for i, name := range first {
		if n := more[name]; n > 0 {
			warnings[i].Message += fmt.Sprintf(" (and %d more in this file)", n)
		}
	}
	return warnings
}
