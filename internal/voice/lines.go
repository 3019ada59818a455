package voice

import (
	"strconv"
	"strings"
	"time"
)

// dayAndTime is how staff and people read a moment.
const dayAndTime = "Mon 2 Jan 15:04 MST"

// roughly is a length of time in words.
func roughly(d time.Duration) string {
	if d < 90*time.Minute {
		return numbered(int(d.Round(time.Minute)/time.Minute), "minute")
	}
	return numbered(int(d.Round(time.Hour)/time.Hour), "hour")
}

// numbered is a number of things.
func numbered(n int, thing string) string {
	if stem, y := strings.CutSuffix(thing, "ry"); n != 1 && y {
		thing = stem + "ries"
	} else if n != 1 {
		thing += "s"
	}
	return strconv.Itoa(n) + " " + thing
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// Lines puts lines together, leaving out empty ones.
func Lines(lines ...string) string {
	var kept []string
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}
