package corpus

import "backtalk/internal/fault"

// report collects faults and warnings while a folder is read.
type report struct{ faults, warnings fault.Faults }

func (r *report) add(file string, line int, format string, args ...any) {
	r.faults.Add(file, line, format, args...)
}

// name gives the faults of a folder as a whole the folder's name, when it is known.
func (r *report) name(folder string) {
	for i := range r.faults {
		if r.faults[i].File == "." && folder != "" {
			r.faults[i].File = folder
		}
	}
}
