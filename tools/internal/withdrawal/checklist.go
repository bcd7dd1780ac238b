package withdrawal

import (
	"fmt"
	"path"
	"strings"

	"proximite/tools/internal/diagnostic"
)

// Checklist is what no rebuild can reach, for a person to go through. It names
// addresses and files, never a person.
func (p *Plan) Checklist(l diagnostic.Language) string {
	var b strings.Builder
	text := checklistText[l]
	fmt.Fprintf(&b, text.head, p.ID, p.Entries[0].Day)
	for i, step := range text.steps {
		fmt.Fprintf(&b, "[ ] %d. %s\n", i+1, step)
	}
	b.WriteString(text.addresses)
	for _, e := range p.Entries {
		for _, a := range e.Addresses {
			fmt.Fprintf(&b, "  %s\n", a)
		}
	}
	b.WriteString(text.files)
	for _, m := range p.Moves {
		fmt.Fprintf(&b, "  %s\n", m)
	}
	fmt.Fprintf(&b, text.foot, path.Join(Folder, p.ID))
	return b.String()
}

// ChecklistName is the file of the checklist in the project.
func (p *Plan) ChecklistName(l diagnostic.Language) string {
	return path.Join(Folder, p.ID, "checklist."+string(l)+".txt")
}

type checklist struct {
	head, addresses, files, foot string
	steps                        []string
}

var checklistText = map[diagnostic.Language]checklist{
	diagnostic.French: {
		head: "Retrait %s du %s : ce que l’ordinateur ne peut pas atteindre\n" +
			"Cochez, datez, signez. Rien d’ici ne va dans le site.\n\n",
		steps: []string{
			"Mettez le nouveau site en ligne aujourd’hui. Tant que l’ancien est en ligne, rien n’est retiré.",
			"Hébergeur, CDN : faites vider le cache des adresses ci-dessous. Ouvrez-en une : elle doit dire « page retirée ».",
			"Moteurs de recherche : demandez le retrait de chaque adresse (Google : « Supprimer un contenu obsolète » ; Bing : « Content Removal »).",
			"Archives du web : écrivez à info@archive.org avec les adresses, et demandez l’exclusion.",
			"Partenaires : écrivez à ceux qui ont repris la page, un pack ou une image. Demandez-leur de les retirer et de vous répondre.",
			"Réseaux sociaux, messageries : supprimez les messages qui montrent la page ou son image. L’aperçu du lien peut rester quelques jours.",
			"Papier, clés USB, présentations : retrouvez les copies imprimées ou distribuées, et reprenez-les si possible.",
			"Téléphones : les pages gardées hors ligne s’effacent quand le téléphone ouvre le site à nouveau. Dites-le aux groupes qui les utilisent.",
			"Sauvegardes du bureau et de l’hébergeur : notez leur durée ; demandez l’effacement si elle est longue.",
			"Historique git : les anciennes versions gardent les fichiers ci-dessous. Décidez avec la personne qui s’occupe du site s’il faut l’effacer : " +
				"« git filter-repo --invert-paths --path FICHIER » pour chacun, puis envoi forcé, puis un nouveau clone pour tous.",
			"Autres clones et copies (forks) : demandez à chacun d’effacer la sienne. Une copie faite par un inconnu ne peut pas être rappelée : dites-le à la personne.",
			"Répondez à la personne : ce qui est fait, ce qui ne peut pas l’être, à qui s’adresser encore.",
		},
		addresses: "\nAdresses retirées :\n",
		files:     "\nFichiers à chercher dans l’historique et les sauvegardes :\n",
		foot:      "\nLes originaux sont dans %s, que git ignore. Effacez ce dossier quand plus rien ne peut être rétabli.\n",
	},
	diagnostic.English: {
		head: "Withdrawal %s of %s: what the computer cannot reach\n" +
			"Tick, date, sign. Nothing here goes into the site.\n\n",
		steps: []string{
			"Put the new site online today. As long as the former one is online, nothing is withdrawn.",
			"Host, CDN: have the cache of the addresses below emptied. Open one: it must say “page withdrawn”.",
			"Search engines: ask for the removal of each address (Google: “Remove outdated content”; Bing: “Content Removal”).",
			"Web archives: write to info@archive.org with the addresses and ask for exclusion.",
			"Partners: write to those who have used the page, a pack or a picture. Ask them to remove it and to tell you.",
			"Social media, messengers: delete the posts that show the page or its picture. The preview of the link may last for some days.",
			"Paper, USB sticks, presentations: find the copies that were printed or handed out, and take them back if possible.",
			"Phones: pages kept offline are erased when the phone opens the site again. Tell the groups that use them.",
			"Backups of the office and of the host: note how long they are kept; ask for erasure if that is long.",
			"Git history: the former versions hold the files below. Decide with the person who looks after the site whether to erase it: " +
				"“git filter-repo --invert-paths --path FILE” for each, then a forced push, then a fresh clone for everybody.",
			"Other clones and forks: ask everybody to erase theirs. A copy made by a stranger cannot be called back: tell the person so.",
			"Answer the person: what is done, what cannot be done, whom else to ask.",
		},
		addresses: "\nWithdrawn addresses:\n",
		files:     "\nFiles to look for in history and backups:\n",
		foot:      "\nThe originals are in %s, which git ignores. Erase that folder once nothing is to be brought back.\n",
	},
}
