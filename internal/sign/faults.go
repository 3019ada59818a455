package sign

import "backtalk/internal/fault"

// Faults tries the signs on their own examples, and returns what does not hold: a sign without examples, an example that it misses, one
// that must not fire and does.
func (s *Signs) Faults() (faults fault.Faults) {
	for _, sg := range s.all {
		bad := func(format string, args ...any) {
			faults.Add(sg.File, 0, format, args...)
		}
		if len(sg.Fires) == 0 {
			bad("no example that fires")
		}
		if len(sg.Not) == 0 {
			bad("no example that must not fire")
		}
		for _, ex := range sg.Fires {
			if !reaches(s.Check(ex), sg) {
				bad("the sign misses its example %q", ex)
			}
		}
		for _, ex := range sg.Not {
			for _, f := range s.Check(ex) {
				if f.Warns() || f.ID == sg.ID && !f.Net {
					bad("%q must not fire, and %s does", ex, f.ID)
				}
			}
		}
	}
	return faults
}

// reaches reports whether a sign is found, or a warning as grave.
func reaches(found []Finding, sg Sign) bool {
	for _, f := range found {
		if f.ID == sg.ID && !f.Net || f.Warns() && sg.Grade.Level.Warns() && f.Level >= sg.Grade.Level {
			return true
		}
	}
	return false
}
