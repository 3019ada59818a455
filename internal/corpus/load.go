package corpus

import (
	"io/fs"
)

// Load reads knowledge from one or more folders, the built-in one first. Articles (*.md and *.txt at the top of a
// folder, README aside) of a later folder replace all earlier ones; topics and synonyms are merged with the earlier
// ones. Nothing is half loaded: Load returns either a whole corpus or [Faults] with every fault.
func Load(layers ...fs.FS) (*Corpus, error) {
	r := &report{}
	lib := newLibrary()
	var articles []article
	none := true
	for _, layer := range layers {
		lib.read(r, layer)
		articles, none = readArticles(r, layer)
	}
	if none {
		r.add(".", 0, "no articles here; put at least one .md or .txt file into the folder")
	}
	b := newBuilder(r, lib.finish(r), lib.synonyms.groups)
	for _, a := range articles {
		b.reserve(a)
	}
	for _, a := range articles {
		b.add(a)
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return b.corpus, nil
}
