using System.Globalization;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests;

/// <summary>The culture affects neither what is sent nor what is read: Turkish lowercase, German numbers, Arabic digits and calendar.</summary>
public class CultureTests
{
    [Test]
    public async Task Deploying_is_the_same_in_every_culture([Values("tr-TR", "de-DE", "ar-SA", "th-TH", "fa-IR")] string name)
    {
        CultureInfo culture = CultureInfo.GetCultureInfo(name);
        (CultureInfo before, CultureInfo beforeUI) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            await using TestCloud cloud = new();
            VirtualMachine vm = await cloud.Clock.RunUntilAsync(async () =>
            {
                Zone zone = (await cloud.Client.Zones.ListZones().FirstOrDefaultAsync())!;
                ServiceOffering offering = (await cloud.Client.ServiceOfferings.ListServiceOfferings().FirstOrDefaultAsync())!;
                Template template = (await cloud.Client.Templates.ListTemplates(new() { TemplateFilter = "featured" }).FirstOrDefaultAsync())!;
                return await cloud.Client.VirtualMachines.DeployVirtualMachineAsync(new()
                {
                    ZoneId = zone.Id,
                    ServiceOfferingId = offering.Id,
                    TemplateId = template.Id,
                    DisplayName = "İıIi Näme ~*+/",
                    StartVM = true,
                    Size = 1234567,
                }).WaitForResultAsync();
            });

            Assert.Multiple(() =>
            {
                Assert.That((vm.State, vm.DisplayName), Is.EqualTo(("Running", "İıIi Näme ~*+/")));
                Assert.That(vm.Created!.Value.UtcDateTime.Year, Is.EqualTo(2030));
                Assert.That(cloud.Engine.Requests.All(request => request.Status == 200), "every signature was accepted");
                Assert.That(cloud.Engine.Requests.Single(request => request.Command == "deployVirtualMachine").Parameters["size"], Is.EqualTo("1234567"));
            });
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUI);
        }
    }

    [Test]
    public void Messages_with_numbers_are_the_same_in_every_culture([Values("de-DE", "ar-SA", "fa-IR")] string name)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
        try
        {
            CloudStackApiException e = new("listZones", 431, 431, "no", 4350);
            Assert.That(e.Message, Does.Contain("(431/4350)"));
            Assert.That(
                () => new CloudStackClient(new CloudStackClientOptions { Endpoint = new Uri("http://c.invalid/client/api"), ApiKey = "k", SecretKey = "s", Polling = { BackoffFactor = 0.5 } }),
                Throws.ArgumentException.Or.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("BackoffFactor is 0.5"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
