package voice

import (
	"strconv"
	"strings"
	"time"

	"backtalk/internal/chat"
)

// UnsaidHere tells staff what could not be said in a space in the last seven days.
func (v Voice) UnsaidHere(here map[chat.Why]int, elsewhere int) string {
	var parts []string
	for _, why := range whys() {
		if n := here[why]; n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+v.becauseLabel(why))
		}
	}
	text := "In the last seven days there was nothing that I couldn't answer."
	if len(parts) > 0 {
		text = "What I couldn't say in the last seven days: " + strings.Join(parts, "; ") + "."
	}
	if elsewhere > 0 {
		text += " In other places: " + strconv.Itoa(elsewhere) + "."
	}
	return text
}

// becauseLabel names a reason for which something was not said.
func (v Voice) becauseLabel(why chat.Why) string {
	switch why {
	case chat.TooLate:
		return "unanswered for a day"
	case chat.Barred:
		return "where I may not post"
	case chat.Gone:
		return "gone before I answered"
	case chat.Refused:
		return "not shown"
	case chat.Unread:
		return "unread while I was away"
	case chat.Untold:
		return "not told to you"
	}
	return "for another reason"
}

// UnsaidLabel is on a link to one of these.
func (v Voice) UnsaidLabel(why chat.Why, at time.Time) string {
	return at.Local().Format("Mon 15:04") + ", " + v.becauseLabel(why)
}

// UnsaidUnknown is said when that cannot be looked up.
func (v Voice) UnsaidUnknown() string {
	return "What I couldn't say I can't look up right now."
}
