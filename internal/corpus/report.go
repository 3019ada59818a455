package corpus

import "backtalk/internal/fault"

// report collects faults and warnings while a folder is read.
type report struct{ faults, warnings fault.Faults }

func (r *report) add(file string, line int, format string, args ...any) {
	r.faults.Add(file, line, format, args...)
}
