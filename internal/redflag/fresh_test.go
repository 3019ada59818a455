package redflag

import "testing"

// TestFresh tries testdata/fresh.jsonl: six rounds of phrases for the rules of the levels E911 and CRISIS, with
// look-alikes, by the one who tuned them; each written before the patterns were worked on again and tried once before
// that. The first try of each round is the honest figure:
//
//	round  emergency   crisis   no warning
//	1        206/233    56/65      109/128   (before any tuning on the even lines of the strangers)
//	2        128/150    36/40        89/95   (terse)
//	3        104/112    33/34        56/60   (plain)
//	4          53/67    11/21        35/40   (indirect, dialect, buried in a booking)
//	5          57/65    18/22        57/71   (look-alikes of the new patterns)
//	6          54/57    18/18        64/65   (plain; everyday questions)
//
// Since then their misses have been looked at, so the file only keeps what has been reached.
func TestFresh(t *testing.T) {
	try(t, voices(t, "testdata/fresh.jsonl"), true, map[string]int{"emergency": 99, "crisis": 99, "no warning": 97})
}
