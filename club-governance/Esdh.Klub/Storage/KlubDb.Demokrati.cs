using Esdh.Klub.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Storage;

/// <summary>Ballots, wishes, the road map and what belongs to them.</summary>
internal sealed partial class KlubDb
{
    public DbSet<KlubAfstemning> Afstemninger => Set<KlubAfstemning>();

    public DbSet<KlubAfstemningsmulighed> Afstemningsmuligheder => Set<KlubAfstemningsmulighed>();

    public DbSet<KlubStemmeberettiget> Stemmeberettigede => Set<KlubStemmeberettiget>();

    public DbSet<KlubFuldmagt> Fuldmagter => Set<KlubFuldmagt>();

    public DbSet<KlubStemmeseddel> Stemmesedler => Set<KlubStemmeseddel>();

    public DbSet<KlubStemmekvittering> Stemmekvitteringer => Set<KlubStemmekvittering>();

    public DbSet<KlubTillidspost> Tillidsposter => Set<KlubTillidspost>();

    public DbSet<KlubOenske> Oensker => Set<KlubOenske>();

    public DbSet<KlubOenskeskridt> Oenskeskridt => Set<KlubOenskeskridt>();

    public DbSet<KlubOenskekommentar> Oenskekommentarer => Set<KlubOenskekommentar>();

    public DbSet<KlubOenskefoelger> Oenskefoelgere => Set<KlubOenskefoelger>();

    public DbSet<KlubOenskebilag> Oenskebilag => Set<KlubOenskebilag>();

    public DbSet<KlubInternsvar> Internsvar => Set<KlubInternsvar>();

    public DbSet<KlubPunktbilag> Punktbilag => Set<KlubPunktbilag>();

    public DbSet<KlubOenskevurdering> Oenskevurderinger => Set<KlubOenskevurdering>();

    public DbSet<KlubInitiativ> Initiativer => Set<KlubInitiativ>();

    public DbSet<KlubInitiativrapport> Initiativrapporter => Set<KlubInitiativrapport>();

    public DbSet<KlubLeverance> Leverancer => Set<KlubLeverance>();

    public DbSet<KlubLokalopgave> Lokalopgaver => Set<KlubLokalopgave>();

    public DbSet<KlubLokalopgaveklaret> Lokalopgaverklaret => Set<KlubLokalopgaveklaret>();

    public DbSet<KlubIbrugtagning> Ibrugtagninger => Set<KlubIbrugtagning>();

    public DbSet<KlubKalendernoegle> Kalendernoegler => Set<KlubKalendernoegle>();

    public DbSet<KlubBiblioteksting> Biblioteksting => Set<KlubBiblioteksting>();

    public DbSet<KlubBibliotekskarakter> Bibliotekskarakterer => Set<KlubBibliotekskarakter>();

    public DbSet<KlubMaaltal> Maaltal => Set<KlubMaaltal>();

    public DbSet<KlubMaaling> Maalinger => Set<KlubMaaling>();

    public DbSet<KlubMaaleperiode> Maaleperioder => Set<KlubMaaleperiode>();

    public DbSet<KlubGeneralforsamling> Generalforsamlinger => Set<KlubGeneralforsamling>();

    public DbSet<KlubDagsordenspunkt> Dagsordenspunkter => Set<KlubDagsordenspunkt>();

    static partial void Demokratimodel(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<KlubAfstemning>(m =>
        {
            m.HasKey(x => x.Id);
            m.Property(x => x.Version).IsConcurrencyToken();
            m.Ignore(x => x.Nummer);
        });
        modelBuilder.Entity<KlubAfstemningsmulighed>(m => m.HasKey(x => new { x.AfstemningId, x.Noegle }));
        modelBuilder.Entity<KlubStemmeberettiget>(m =>
        {
            m.HasKey(x => new { x.AfstemningId, x.MedlemId });
            m.Property(x => x.Stemte).IsConcurrencyToken(); // two at once: one of them is refused
        });
        modelBuilder.Entity<KlubFuldmagt>(m => m.HasKey(x => new { x.AfstemningId, x.FraMedlemId }));
        modelBuilder.Entity<KlubStemmeseddel>(m => m.HasKey(x => x.Noegle));
        modelBuilder.Entity<KlubStemmekvittering>(m => m.HasKey(x => new { x.AfstemningId, x.Maerke }));
        modelBuilder.Entity<KlubTillidspost>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<KlubOenske>(m =>
        {
            m.HasKey(x => x.Id);
            m.Property(x => x.Version).IsConcurrencyToken();
            m.Ignore(x => x.Nummer);
            m.Ignore(x => x.Stemmenoegle);
            m.Ignore(x => x.ErLevende);
        });
        modelBuilder.Entity<KlubOenskeskridt>(m => m.HasKey(x => new { x.OenskeId, x.Nr }));
        modelBuilder.Entity<KlubOenskekommentar>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<KlubOenskefoelger>(m => m.HasKey(x => new { x.OenskeId, x.MedlemId, x.BrugerId }));
        modelBuilder.Entity<KlubOenskebilag>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<KlubInternsvar>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<KlubPunktbilag>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<KlubOenskevurdering>(m => m.HasKey(x => new { x.OenskeId, x.Gruppe }));
        modelBuilder.Entity<KlubInitiativ>(m =>
        {
            m.HasKey(x => x.Id);
            m.Property(x => x.Version).IsConcurrencyToken();
            m.Ignore(x => x.Nummer);
        });
        modelBuilder.Entity<KlubInitiativrapport>(m => m.HasKey(x => new { x.InitiativId, x.Halvaar }));
        modelBuilder.Entity<KlubLeverance>(m =>
        {
            m.HasKey(x => x.Id);
            m.Property(x => x.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<KlubLokalopgave>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<KlubLokalopgaveklaret>(m => m.HasKey(x => new { x.OpgaveId, x.MedlemId }));
        modelBuilder.Entity<KlubIbrugtagning>(m => m.HasKey(x => new { x.LeveranceId, x.MedlemId }));
        modelBuilder.Entity<KlubKalendernoegle>(m => m.HasKey(x => x.MedlemId));
        modelBuilder.Entity<KlubBiblioteksting>(m =>
        {
            m.HasKey(x => x.Id);
            m.Property(x => x.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<KlubBibliotekskarakter>(m => m.HasKey(x => new { x.TingId, x.MedlemId }));
        modelBuilder.Entity<KlubGeneralforsamling>(m =>
        {
            m.HasKey(x => x.Id);
            m.Property(x => x.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<KlubDagsordenspunkt>(m => m.HasKey(x => x.Id));
        modelBuilder.Entity<KlubMaaltal>(m => m.HasKey(x => new { x.Noegle, x.Version }));
        modelBuilder.Entity<KlubMaaling>(m =>
        {
            m.HasKey(x => new { x.MedlemId, x.Noegle, x.Version, x.Kvartal });
            m.Ignore(x => x.Tal);
        });
        modelBuilder.Entity<KlubMaaleperiode>(m => m.HasKey(x => new { x.MedlemId, x.Kvartal }));
    }
}
