package corpus

import (
	"io/fs"
)

// Folders are where knowledge is read from.
type Folders struct {
	Builtin fs.FS   // what comes with the program; nil for nothing
	Own     fs.FS   // the clinic's own folder; nil when there is none
	Name    string  // of the own folder, for what is wrong with the folder as a whole
	Serve   Serving // whether the built-in articles are served beside own ones
	Learnt  *Learnt // of an earlier load, to be shared with it; nil: it is read
	Fitted  []byte  // by an earlier load, see [Corpus.Fitted]: it spares this one the work if nothing has changed that it depends on
}

// Serving tells whether the built-in articles are served beside the clinic's own. Where there is no own folder, they are.
type Serving uint8

// The ways to serve the built-in articles.
const (
	Auto Serving = iota // when the own articles speak of massage
	Yes
	No
)

// Layers are the folders that there are, the built-in one first.
func (f Folders) Layers() []fs.FS {
	var all []fs.FS
	for _, folder := range []fs.FS{f.Builtin, f.Own} {
		if folder != nil {
			all = append(all, folder)
		}
	}
	return all
}

// beside tells whether the built-in articles are served, beside these own ones if there is an own folder.
func (f Folders) beside(own []article) bool {
	return f.Builtin != nil && (f.Own == nil || f.Serve == Yes || f.Serve == Auto && speakOfMassage(own))
}

// Load reads knowledge. Articles are *.md and *.txt at the top of a folder, README aside; the clinic's own come before
// the built-in ones, and where both have a section on the same subject, its own is served alone: see [Corpus.Replaced].
// Topics and synonyms of both folders are merged. Nothing is half loaded: Load returns either a whole corpus or
// [fault.Faults] with every fault.
func Load(f Folders) (*Corpus, error) {
	r := &report{}
	lib := newLibrary()
	lib.learnt = f.Learnt
	var own, builtin []article
	none := true
	if f.Own != nil {
		own, none = readArticles(r, f.Own)
	}
	if f.Builtin != nil {
		lib.read(r, f.Builtin)
	}
	serve := f.beside(own)
	if serve {
		var empty bool
		builtin, empty = readArticles(r, f.Builtin)
		none = none && (empty || f.Own != nil)
	} else {
		lib.fitAnySubject()
	}
	if f.Own != nil {
		lib.read(r, f.Own)
	}
	if none {
		r.add(".", 0, "no articles here; put at least one .md or .txt file into the folder")
	}
	topics := lib.finish(r, true)
	b := newBuilder(r, topics, lib.synonyms.groups, newPlacer(topics, lib.learnt, f.Fitted))
	b.addAll(own, false)
	b.addAll(builtin, true)
	b.corpus.ways, b.corpus.learnt = lib.learnt.ways(), lib.learnt
	b.corpus.builtin, b.corpus.massage = serve, serve || speakOfMassage(own)
	b.corpus.replace()
	r.name(f.Name)
	if err := r.faults.Err(); err != nil {
		return nil, err
	}
	return b.corpus, nil
}

// LoadTopics reads a folder's topics alone, for who learns how people ask about them.
func LoadTopics(layer fs.FS) ([]*Topic, error) {
	r := &report{}
	lib := newLibrary()
	lib.readTopics(r, layer)
	topics := lib.finish(r, false)
	return topics, r.faults.Err()
}
