import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('backstage_qa', '0001_initial'),
        ('careers', '0006_offer_permissions'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='matchingrule',
            name='profession',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matching_rules', to='backstage_qa.profession', verbose_name='profession'),
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('advert', 'Advert'), ('job_fair', 'Job fair'), ('newsletter', 'Newsletter'), ('social', 'Social network')], max_length=10, verbose_name='kind')),
                ('code', models.CharField(blank=True, help_text='The end of the short link. Left empty, it is made of the name.', max_length=40, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9]+(?:-[a-z0-9]+)*\\Z', 'Small letters without accents, digits and hyphens only.')], verbose_name='code')),
                ('path', models.CharField(blank=True, help_text='Such as /en/offers/.', max_length=300, verbose_name='or address on this site')),
                ('headline', models.CharField(blank=True, help_text='Left empty, the card says what this site is.', max_length=90, verbose_name='headline of the card')),
                ('note', models.TextField(blank=True, verbose_name='note for colleagues')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page it leads to')),
            ],
            options={
                'verbose_name': 'campaign',
                'verbose_name_plural': 'campaigns',
                'ordering': ['-created_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='CampaignDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('visits', models.PositiveIntegerField(default=0)),
                ('sign_ups', models.PositiveIntegerField(default=0)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='careers.campaign')),
            ],
            options={
                'verbose_name': 'day of a campaign',
                'verbose_name_plural': 'days of campaigns',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('campaign', 'day'), name='careers_campaign_day_once')],
            },
        ),
    ]
