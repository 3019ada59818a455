package sign

import (
	"slices"

	"backtalk/internal/text"
)

// Follow is what somebody goes on with after a warning. The zero value holds to the matter.
type Follow uint8

// What somebody goes on with.
const (
	AsksOn  Follow = iota // about the same matter: asks, doubts, waves it away, tells more
	Cleared               // a doctor has looked at it
	Misread               // it was not meant so
	Other                 // something else
)

// NumFollows is how many kinds there are.
const NumFollows = 4

// FollowOf returns the kind of follow-up of that name in learn/follow.jsonl.
func FollowOf(name string) (Follow, bool) {
	i := slices.Index([]string{"on", "cleared", "misread", "other"}, name)
	return Follow(max(i, 0)), i >= 0
}

// How sure it must be that somebody has left the matter, or was cleared: less is taken as holding to it.
const (
	sureOther   = 0.6
	sureCleared = 0.8
)

// namesClinician reports whether a message names who or what can clear somebody: nothing else does, not that it passed by itself.
func namesClinician(message string) bool {
	for _, w := range text.Norms(message) {
		switch w {
		case "doctor", "doctors", "doc", "docs", "dr", "gp", "er", "ed", "hospital", "nurse", "physician", "medic", "medics", "paramedic", "paramedics", "urgent", "clinic", "surgeon", "midwife",
			"ob", "obgyn", "cardiologist", "neurologist", "specialist", "ekg", "ecg", "scan", "ct", "mri", "ultrasound", "xray", "xrays", "bloods", "bloodwork", "tests", "checked",
			"cleared", "discharged", "medico", "doctora", "enfermera", "urgencias", "emergencias", "partera":
			return true
		}
	}
	return false
}

// Follow tells what a message after a warning goes on with. Words of the field of the sign that was warned of hold to the matter.
func (s *Signs) Follow(message, id string) Follow {
	if s.learnt == nil {
		return AsksOn
	}
	r := s.words.Read(message)
	defer r.Done()
	p := s.learnt.Learnt.Follow.Classify(seen(r, 0, r.Len()))
	switch {
	case p[Cleared] >= sureCleared && namesClinician(message):
		return Cleared
	case p[Misread] >= sureCleared:
		return Misread
	case p[Other] < sureOther:
		return AsksOn
	}
	for i := range s.all {
		if s.all[i].ID == id && r.Has(s.fields[i]) {
			return AsksOn
		}
	}
	return Other
}
